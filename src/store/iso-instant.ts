/** PostgreSQL's text of a timestamptz (`2026-11-23 16:38:04.044486+00`) as RFC 3339 in UTC with microseconds. The session's zone is UTC. */
export function toIsoInstant(text: string): string {
  const found = /^(\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (found === null) throw new Error('a timestamp is not in the form that UTC sessions give')
  return `${found[1]}T${found[2]}.${(found[3] ?? '').padEnd(6, '0')}Z`
}
