import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../support/service-process.ts'

const FILE = fileURLToPath(new URL('../../openapi/registry.v1.json', import.meta.url))
const source = readFileSync(FILE, 'utf8')

async function lint(text: string): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      // Public operations answer no 4xx where they take nothing that could be wrong.
      'operation-4xx-response': 'error',
      'no-invalid-media-type-examples': 'error',
      'no-invalid-parameter-examples': 'error',
    },
  })
  const problems = await lintFromString({ source: text, config })
  return problems.map(
    ({ ruleId, severity, message, location }) => `${severity} ${ruleId} ${location[0]?.pointer ?? ''} ${message}`,
  )
}

describe('the committed document', () => {
  it('passes the recommended rules of an outside linter, without a warning', async () => {
    expect(await lint(source)).toEqual([])
  })

  it('would not pass with an example that its schema refuses', async () => {
    const spoilt = source.replace('"status": "live"', '"status": "dead"')
    expect(spoilt).not.toBe(source)
    expect(await lint(spoilt)).not.toEqual([])
  })
})

async function check(file: string): Promise<{ code: number | string; stderr: string }> {
  const program = runProgram('src/cli/export-openapi.ts', ['--check', file])
  return { code: await program.exited, stderr: program.output().stderr }
}

describe('the check for drift', () => {
  it('finds nothing in the committed document: it is what the routes say', async () => {
    expect(await check(FILE)).toEqual({ code: 0, stderr: '' })
  })

  it('ends with 1 on another, and says from where on it differs and what to do', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'marktrace-drift-'))
    const file = path.join(folder, 'drifted.json')
    writeFileSync(file, source.replace('"title": "Marktrace"', '"title": "Another"'))
    const { code, stderr } = await check(file)
    rmSync(folder, { recursive: true })
    expect([code, stderr]).toEqual([1, expect.stringMatching(/drifted\.json.*line 4 on[^]*npm run openapi/)])
  })
})
