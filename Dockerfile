# The base image is an argument, so that a mirror or an approved image can take its place.
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The compiler is an optional dependency of its package, so the optional ones stay here. No package needs to run a script of its own.
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY test/tsconfig.build.json test/
COPY src src
RUN npm run -s build

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional dependencies of the runtime are the embedded PostgreSQL, which an image with a database beside it does not need.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Marktrace" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
# npm is here for its scripts only: it must not write beside a file system that may be read-only.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data \
    NPM_CONFIG_CACHE=/tmp/npm NPM_CONFIG_LOGS_MAX=0 NPM_CONFIG_UPDATE_NOTIFIER=false
# The code belongs to root and the service is somebody else, so it cannot change what it runs. A new volume takes the owner of the folder it covers.
RUN install -d -o node -g node -m 0700 /data
COPY package.json LICENSE ./
COPY migrations migrations
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# In exec form node is process 1 and gets SIGTERM itself.
CMD ["node", "--max-semi-space-size=64", "--enable-source-maps", "dist/main.js"]
