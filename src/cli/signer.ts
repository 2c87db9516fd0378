import { once } from 'node:events'
import { chmodSync, existsSync, lstatSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { replaceFile } from '../ledger/replace-file.ts'
import { createKeySigner, loadLedgerKeys } from '../ledger/signer.ts'
import { answerQuestions, type SignedHeads } from '../ledger/signer-socket.ts'
import { onStopSignal } from '../process/signals.ts'
import { type Command, UsageError } from './command.ts'

export const signerCommand: Command = {
  summary: 'Signs checkpoints in a process of its own, so that the service never holds the key',
  help: `Usage: marktrace signer --key <file[,file…]> --socket <path> [--state <file>]

Answers a service that has LEDGER_SIGNER_SOCKET, as another user of the machine who alone can read the key. It signs checkpoints of logs and nothing
else, and never two different trees of one size or a smaller one after a larger: what it signed last it keeps in a file.

  --key      PEM files of Ed25519 keys; all of them sign, so that one can be changed with an overlap
  --socket   where it listens; who may use it is who may write to this file (0660)
  --state    what was signed last; default: the first key file with .signed behind it

Example:
  marktrace signer --key /etc/marktrace/ledger.pem --socket /run/marktrace/signer.sock`,
  run: async (args) => {
    const options = { key: { type: 'string' }, socket: { type: 'string' }, state: { type: 'string' } } as const
    const { values } = parseArgs({ args: [...args], options })
    const { key = '', socket } = values
    const files = key.split(',').filter((file) => file !== '')
    if (files[0] === undefined) throw new UsageError('--key is missing.')
    if (socket === undefined) throw new UsageError('--socket is missing.')
    const heads = openHeads(path.resolve(values.state ?? `${files[0]}.signed`))
    const signer = createKeySigner(loadLedgerKeys(files, false))
    await serve(path.resolve(socket), answerQuestions(signer, heads))
  },
}

async function serve(socket: string, answer: (connection: net.Socket) => void): Promise<void> {
  await refuseSecond(socket)
  rmSync(socket, { force: true })
  const server = net.createServer(answer).listen(socket)
  await once(server, 'listening')
  chmodSync(socket, 0o660)
  process.stderr.write(`marktrace: signing at ${socket}\n`)
  onStopSignal(
    () => server.close(),
    () => process.exit(1),
  )
  await once(server, 'close')
}

/** Two signers of one key would each remember half of what was signed. A socket that nobody answers at is left over from one that was killed. */
async function refuseSecond(socket: string): Promise<void> {
  if (!existsSync(socket)) return
  // It is removed and made anew: no key, and no state, whose name was given by mistake.
  if (!lstatSync(socket).isSocket()) throw new Error(`The file ${socket} (--socket) is there, and is no socket.`)
  const probe = net.connect(socket)
  const isAnswered = await once(probe, 'connect').then(
    () => true,
    () => false,
  )
  probe.destroy()
  if (isAnswered) throw new Error(`A signer is at work at ${socket} already.`)
}

type Head = { readonly size: number; readonly root: string }

function openHeads(file: string): SignedHeads {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '{}'
  const heads = new Map(Object.entries(JSON.parse(text) as Record<string, Head>))
  return {
    find: (origin) => heads.get(origin),
    keep: async (origin, head) => {
      heads.set(origin, head)
      await replaceFile(file, JSON.stringify(Object.fromEntries(heads)))
    },
  }
}
