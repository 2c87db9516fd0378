import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseYaml } from '@redocly/openapi-core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compose, findCompose } from '../support/containers.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

const Service = z.object({
  image: z.string(),
  user: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  cap_add: z.array(z.string()).default([]),
  privileged: z.boolean().default(false),
  security_opt: z.array(z.string()),
})
const Compose = z.object({
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).partial().nullable()),
})
const { services, networks } = Compose.parse(parseYaml(read('docker-compose.yml')))
const instructions = read('Dockerfile')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))

describe('the compose file', () => {
  it('has the database and the service', () => {
    expect(Object.keys(services).toSorted()).toEqual(['postgres', 'registry'])
  })

  it.each(Object.entries(services))('gives %s no power over the machine', (_name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], cap_add: [], privileged: false })
    expect(service.security_opt).toContain('no-new-privileges:true')
  })

  it.each(Object.entries(services))('takes the image of %s from the environment', (_name, service) => {
    expect(service.image).toMatch(/^\$\{[A-Z_]+_IMAGE:-[a-z0-9:.-]+\}$/)
  })

  it('publishes the service on loopback only, and the database not at all', () => {
    expect(services['registry']?.ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
    expect(services['registry']?.ports).toHaveLength(1)
    expect(services['postgres']?.ports).toEqual([])
    expect(services['postgres']?.networks.filter((name) => networks[name]?.internal !== true)).toEqual([])
  })

  it('holds no password: each is required from the environment', () => {
    const secrets = Object.values(services).flatMap(({ environment }) =>
      Object.entries(environment).flatMap(([name, value]) => {
        if (/PASSWORD|SECRET|TOKEN/.test(name)) return [value]
        const login = /^\w+:\/\/[^:@/]+:(.*)@/.exec(value)
        return login?.[1] === undefined ? [] : [login[1]]
      }),
    )
    expect(secrets).toHaveLength(3)
    for (const secret of secrets) expect(secret).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/)
    expect(read('.gitignore').split('\n')).toContain('.env')
  })
})

describe('the image', () => {
  it('starts from one base that the environment names', () => {
    expect(instructions[0]).toMatch(/^ARG NODE_IMAGE=node:20/)
    const bases = instructions.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1])
    expect(new Set(bases)).toEqual(new Set([`\${NODE_IMAGE}`]))
  })

  it('runs as another user than root, in exec form, and tells its health', () => {
    expect(instructions.findLast((line) => line.startsWith('USER '))).toBe('USER node')
    expect(instructions.findLast((line) => line.startsWith('CMD '))).toMatch(/^CMD \["node", /)
    expect(instructions.filter((line) => line.startsWith('HEALTHCHECK '))).toHaveLength(1)
    expect(instructions.filter((line) => /PASSWORD|SECRET|TOKEN/.test(line))).toEqual([])
  })

  it('is sent what it is built from and nothing else', () => {
    const [first, ...others] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(first).toBe('*')
    expect(others.filter((line) => !line.startsWith('!') || /\.env|\.data|\.git/.test(line))).toEqual([])
  })
})

describe('compose', () => {
  it('is refused without passwords, and resolves to loopback with them', async () => {
    const command = findCompose()
    const names = ['POSTGRES_PASSWORD', 'MARKTRACE_PASSWORD']
    const give = (password: string) => Object.fromEntries(names.map((name) => [name, password]))
    if (command === undefined) {
      // Not installed here: then the file itself must say so.
      for (const name of names) expect(read('docker-compose.yml')).toContain(`\${${name}:?`)
      return
    }
    await expect(compose(command, ['config'], give(''))).rejects.toThrow('PASSWORD')
    const resolved = await compose(command, ['config'], give('a1b2c3'))
    expect(resolved).toContain('127.0.0.1')
    expect(resolved).toContain('postgres://marktrace_service:a1b2c3@postgres:5432/marktrace')
    expect(resolved).not.toContain('0.0.0.0')
  })
})
