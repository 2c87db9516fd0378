import type { Trouble } from './restore-guard.ts'

const NEW_NAME = 'let the log go on under another name with `marktrace ledger resume`'
const REMEDIES: Readonly<Record<Trouble['kind'], string>> = {
  TREE: `Restore a newer copy of the database; or, if there is none, ${NEW_NAME}.`,
  NOTE: 'Put an unchanged copy of it in its place, or give the key that signed it.',
  NAME: 'Where it was given that name by `marktrace ledger resume` on another machine, say so on this one with the same command; else somebody has written into the database.',
  RESTORED: `Put the newest note into the folder, have the witnesses that the log needs answer; or, if there is neither, ${NEW_NAME}.`,
}

/** What an operator does about it, for the service and for commands that meet it. */
export const remedyOf = ({ kind }: Trouble): string => REMEDIES[kind]
