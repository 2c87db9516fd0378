import { readFileSync, statSync } from 'node:fs'

/** The operating system user that PostgreSQL runs as; empty means: as whoever runs this process. */
export interface DatabaseIdentity {
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as uid 0. As root it therefore runs as the owner of an existing cluster, or as `nobody` for a new one:
 * initdb needs a passwd entry for its uid, and making a user on somebody's machine is not ours to do.
 *
 * @param clusterDir the cluster's folder, whether it exists yet or not
 * @throws Error when an existing cluster belongs to another user, or root finds no `nobody`
 */
export function chooseIdentity(clusterDir: string): DatabaseIdentity {
  const owner = ownerOf(clusterDir)
  const self = process.getuid?.()
  if (self !== 0) {
    if (owner !== undefined && owner.uid !== self) {
      throw new Error(
        `The database folder ${clusterDir} belongs to the user with id ${owner.uid}, and this process runs as id ${self}. ` +
          'Start it as that user (or as root), or give it another DATA_DIR.',
      )
    }
    return {}
  }
  return owner !== undefined && owner.uid !== 0 ? owner : nobody()
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found && { uid: found.uid, gid: found.gid }
}

function nobody(): DatabaseIdentity {
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':')
  if (fields === undefined) {
    throw new Error(
      'Running as root, and /etc/passwd has no user "nobody" to run PostgreSQL as. Start as a normal user.',
    )
  }
  return { uid: Number(fields[2]), gid: Number(fields[3]) }
}
