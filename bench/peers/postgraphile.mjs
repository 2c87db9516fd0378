// The custody of a weapon by one nested GraphQL query. The tables have no references to parties, so PostGraphile is told of them by smart tags.
// No token, no authorisation, no audit. DATABASE_URL and PORT come from the environment.
import { createServer } from 'node:http'
import building from 'graphile-build-pg'
import utils from 'graphile-utils'
import pg from 'pg'
import { postgraphile } from 'postgraphile'

const tags = utils.makeJSONPgSmartTagsPlugin({
  version: 1,
  config: {
    // A row of it names an earlier one of itself by the same columns, which would give two fields one name.
    constraint: {
      'public.witnessed_checkpoint.witnessed_checkpoint_continues': { tags: { foreignSingleFieldName: 'continuedBy' } },
    },
    class: {
      'public.custody_event': {
        tags: {
          foreignKey: [
            '(from_party_id) references public.party (id)|@fieldName giver',
            '(to_party_id) references public.party (id)|@fieldName receiver',
          ],
        },
      },
      'public.party': { tags: { foreignKey: ['(name_id) references public.personal_record (id)|@fieldName nameRecord'] } },
    },
  },
})

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const serve = postgraphile(pool, 'public', {
  appendPlugins: [tags],
  // The registry's functions are no part of what is compared, and two of their names are one to GraphQL.
  skipPlugins: [
    building.PgComputedColumnsPlugin,
    building.PgMutationProceduresPlugin,
    building.PgQueryProceduresPlugin,
    building.PgScalarFunctionConnectionPlugin,
  ],
  dynamicJson: true,
  disableQueryLog: true,
  ignoreRBAC: true,
  queryCacheMaxSize: 50 * 1024 * 1024,
})
createServer((request, response) => void serve(request, response)).listen(Number(process.env.PORT), '127.0.0.1')
