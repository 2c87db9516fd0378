import type { AdversarialResult } from '../parts/adversarial.ts'
import type { ChainResult } from '../parts/chain.ts'
import type { LedgerResult } from '../parts/ledger/ledger.ts'
import type { MemoryResult } from '../parts/memory.ts'
import type { SearchResult } from '../parts/search/search.ts'
import type { TraceResult } from '../parts/trace.ts'
import type { TransferResult } from '../parts/transfer.ts'
import { GOAL_READINGS } from '../generate/misread.ts'
import type { MeasuredPart, RunResults } from './results.ts'
import { type PartResults, resultOf } from './part-results.ts'
import { renderGoals } from './render-goals.ts'
import { formatNumber as n, heading, percent, table } from './tables.ts'

function about({ date, machine, tools, commit, rounds, seconds }: MeasuredPart): string {
  return `Measured ${date.slice(0, 16).replace('T', ' ')} UTC at ${commit}, ${rounds} rounds of ${seconds} s. ${machine}. ${tools}.`
}

function renderChain({ warm, cold, peers, failures }: ChainResult): string {
  const rows = [
    ['the same 1,000 weapons', n(warm.ours.perSecond), n(warm.ours.p50), n(warm.ours.p99), n(warm.sql), n(warm.ratio)],
    ['any weapon', n(cold.ours.perSecond), n(cold.ours.p50), n(cold.ours.p99), n(cold.sql), n(cold.ratio)],
  ]
  const others = Object.entries(peers).map(([name, { perSecond, p50, ratio }]) => [
    name,
    n(perSecond),
    n(p50),
    `${n(ratio)}×`,
  ])
  return [
    table(['weapons asked for', 'chains/s', 'p50 ms', 'p99 ms', 'SQL/s', 'ratio'], rows),
    table(['peer', 'chains/s', 'p50 ms', 'Marktrace'], others),
    failures > 0 ? `${failures} calls failed.` : '',
  ].join('\n')
}

function renderSearch({ alone, eight, peers, recall, failures }: SearchResult): string {
  const speeds = [
    ['alone', n(alone.perSecond), n(alone.p50), n(alone.p95)],
    ['8 in flight', n(eight.perSecond), n(eight.p50), n(eight.p95)],
  ]
  const beside = Object.entries(peers).map(([name, peer]) => {
    const recalled = Object.entries(peer.recall).map(([reading, share]) => `${reading} ${percent(share)}`)
    return [
      name === 'like' ? '`LIKE`' : 'pg_trgm `%`',
      n(peer.perSecond),
      n(peer.ours.perSecond),
      `${n(peer.ratio)}×`,
      recalled.join(', '),
    ]
  })
  const found = recall.map((one) => [
    one.reading,
    one.isMakeKnown ? 'known' : 'unknown',
    String(one.questions),
    percent(one.recall),
    percent(one.readAsSibling),
    percent(one.recallOfOthers),
    percent(one.first),
    percent(one.firstByChance),
    n(one.fitAsWell),
    `${n(one.p50)} / ${n(one.p95)}`,
  ])
  return [
    table(['searches, make known', 'per s', 'p50 ms', 'p95 ms'], speeds),
    table(['peer, 8 clients', 'per s', 'Marktrace per s', 'ratio', 'recall of the peer within 300'], beside),
    table(
      [
        'misreading',
        'make',
        'asked',
        'recall ≤ 300',
        'read as a sibling',
        'recall of the others',
        'first',
        'first by chance',
        'fit as well',
        'p50 / p95 ms',
      ],
      found,
    ),
    failures > 0 ? `${failures} calls failed.` : '',
  ].join('\n')
}

function renderTrace(result: TraceResult): string {
  const { perSecond, p50, p99, sql, ratio, statements, failures } = result
  return table(
    ['trace requests/s', 'p50 ms', 'p99 ms', 'its SQL/s', 'ratio', 'statements', 'failed'],
    [[n(perSecond), n(p50), n(p99), n(sql), n(ratio), String(statements), String(failures)]],
  )
}

function renderTransfer({ perSecond, p50, p99, sql, ratio, failures }: TransferResult): string {
  const row = [n(perSecond), n(p50), n(p99), n(sql), n(ratio), String(failures)]
  return table(['transfers/s', 'p50 ms', 'p99 ms', 'its writes by SQL/s', 'ratio', 'failed'], [row])
}

function renderLedger(result: LedgerResult): string {
  const { on, off, ratio, arrived, sequenced, emptied, failures } = result
  const { proofs, proofP50, proofP95, proofBytes, verifyMs, fsck, fsckPeakMb, entries } = result
  return [
    table(
      [
        'transfers/s, ledger on',
        'off',
        'ratio',
        'leaves arrived/s',
        'sequenced/s',
        'sequenced/s, nobody writing',
        'failed',
      ],
      [[n(on), n(off), n(ratio), n(arrived), n(sequenced), n(emptied), String(failures)]],
    ),
    table(
      [
        'proofs',
        'after p50 ms',
        'p95 ms',
        'bytes',
        'verified in ms',
        'verify-ledger entries/s',
        'its peak MB',
        'of entries',
      ],
      [
        [
          String(proofs),
          n(proofP50),
          n(proofP95),
          n(proofBytes),
          n(verifyMs),
          fsck === undefined ? '–' : n(fsck),
          fsckPeakMb === undefined ? '–' : n(fsckPeakMb),
          n(entries),
        ],
      ],
    ),
  ].join('\n')
}

function renderMemory(result: MemoryResult): string {
  const { minutes, requests, meanResidentMb, residentMbPerMinute, heapMbPerMinute, flat, failures, samples } = result
  const line = samples.filter((_, at) => at % Math.max(1, Math.floor(samples.length / 10)) === 0)
  return [
    table(
      ['minutes', 'requests', 'failed', 'resident MB', 'MB/min', 'heap MB/min', 'flat'],
      [
        [
          n(minutes),
          String(requests),
          String(failures),
          n(meanResidentMb),
          n(residentMbPerMinute),
          n(heapMbPerMinute),
          flat ? 'yes' : 'no',
        ],
      ],
    ),
    `Resident MB over time: ${line.map(({ second, residentMb }) => `${Math.round(second)} s ${Math.round(residentMb)}`).join(', ')}.`,
  ].join('\n')
}

function renderAdversarial(result: AdversarialResult): string {
  const rows = Object.entries(result.asked).map(([situation, asked]) => [
    situation,
    String(asked),
    String(result.released[situation as keyof typeof result.released]),
  ])
  return [
    `${result.observations} observations, seed ${result.seed}, ${result.failures} failed.`,
    '',
    table(['situation', 'asked', 'released without a person'], rows),
    table(
      ['', ''],
      [
        ['released, text differs from the mark', String(result.releasedOnOtherText)],
        ['released, a descriptor contradicts', String(result.releasedOnContradiction)],
        ['released, misread as a registered sibling, all else alike', percent(result.releasedWhereAlike)],
        ['released, another misreading that happened to be a registered mark', String(result.releasedOnAnotherSibling)],
        ['released, the mark in the letters of another alphabet', String(result.releasedInOtherAlphabet)],
      ],
    ),
  ].join('\n')
}

const RENDERERS: { readonly [Key in keyof PartResults]: (result: PartResults[Key]) => string } = {
  chain: renderChain,
  search: renderSearch,
  trace: renderTrace,
  transfer: renderTransfer,
  ledger: renderLedger,
  memory: renderMemory,
  adversarial: renderAdversarial,
}

function renderPart<Key extends keyof PartResults>(run: RunResults, part: Key): string {
  const measured = run.parts[part]
  if (measured === undefined) return ''
  const result = resultOf(run, part)
  const body = result === undefined ? `Failed: ${measured.error?.split('\n')[0] ?? 'unknown'}` : RENDERERS[part](result)
  return [`### ${heading(part)}`, '', body, about(measured), ''].join('\n')
}

function renderRun(run: RunResults): string {
  const { weapons, profile, seed, facts, databaseBytes, load } = run
  const loaded =
    load === undefined
      ? ''
      : ` Loaded ${load['rows']?.toLocaleString('en')} rows: copy ${load['copy']} s, keys and indexes ${load['build']} s, vacuum ${load['vacuum']} s.`
  const size = `${(databaseBytes / 2 ** 30).toFixed(1)} GiB, ${Math.round(databaseBytes / weapons).toLocaleString('en')} bytes a weapon`
  const title = `## ${weapons.toLocaleString('en')} weapons${profile === 'full' ? '' : ', search only'}`
  const parts = (Object.keys(RENDERERS) as (keyof PartResults)[]).map((part) => renderPart(run, part))
  return [title, '', `Seed ${seed}, facts ${facts ? 'loaded' : 'left out'}, ${size}.${loaded}`, '', ...parts].join('\n')
}

/** RESULTS.md of all runs of a folder. */
export function renderResults(runs: readonly RunResults[]): string {
  const readings = GOAL_READINGS.filter((reading) => reading !== 'exact').join(', ')
  const head = `# Results

Written by \`npm run bench -- --write-results\`; what a figure means stands in README.md. Ratios are of one run on one machine; absolute figures move with the machine.
The goals' misreadings are ${readings}.
`
  return (
    [head, renderGoals(runs), ...runs.map(renderRun)]
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trimEnd() + '\n'
  )
}
