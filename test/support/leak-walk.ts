import { readPages } from './pdf.ts'
import { listOperations, type Operation } from './operations.ts'
import type { Answer, CallOptions, TestService } from './service.ts'

const LOOK = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'CPC 60-1' }

/** Everything that a reply tells: status line apart, its headers, its body, and what a printed page says. */
async function toldBy(
  service: TestService,
  target: string,
  call: CallOptions,
  answer: Answer<unknown>,
): Promise<string> {
  const told = `${[...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')}\n${answer.text}`
  if (answer.headers.get('content-type') !== 'application/pdf') return told
  const token = await service.token(call.role ?? 'officer', call)
  const response = await fetch(new URL(target, service.url), { headers: { authorization: `Bearer ${token}` } })
  return `${told}\n${(await readPages(new Uint8Array(await response.arrayBuffer()))).join('\n')}`
}

function targetsOf({ path }: Operation, ids: readonly string[]): string[] {
  if (!path.includes('{')) return [path]
  return ids.flatMap((id) => {
    const first = path.replace(/\{[^}]+\}/, id)
    return first.includes('{') ? ids.map((other) => first.replace(/\{[^}]+\}/, other)) : [first]
  })
}

/** One page of a list after the other: what the first page hides the second may show. */
async function readOn(
  service: TestService,
  target: string,
  call: CallOptions,
): Promise<{ status: number; told: string }> {
  const answer = await service.request<{ next?: string } | undefined>(target, { ...call, headers: LOOK })
  const told = await toldBy(service, target, call, answer)
  const next = answer.body?.next
  if (answer.status !== 200 || typeof next !== 'string') return { status: answer.status, told }
  const link = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
  const rest = link === undefined ? undefined : await readOn(service, link, call)
  return { status: 200, told: `${told}\n${rest?.told ?? ''}` }
}

/** Where a caller finds one of some words, reading every address that the document knows with every one of some ids. */
export async function findWords(
  service: TestService,
  call: CallOptions,
  ids: readonly string[],
  words: readonly string[],
): Promise<{ reads: number; found: string[] }> {
  const operations = (await listOperations(service)).filter(({ method, isPublic }) => method === 'GET' && !isPublic)
  const found: string[] = []
  let reads = 0
  for (const operation of operations) {
    for (const target of targetsOf(operation, ids)) {
      const { status, told } = await readOn(service, target, call)
      if (status === 200) reads += 1
      // A name of a group in the address is the caller's own word and no answer.
      for (const word of words) if (told.replaceAll(target, '').includes(word)) found.push(`${operation.path}: ${word}`)
    }
  }
  return { reads, found: [...new Set(found)] }
}
