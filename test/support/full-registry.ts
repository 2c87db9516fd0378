import { declareWrong, MISTAKE } from './corrections.ts'
import { eraseThings } from './erased-things.ts'
import { FILES, storeFile } from './evidence.ts'
import { CUSTOMS, seizureBody, UNMARKED_REVOLVER } from './seizures.ts'
import type { TestService } from './service.ts'
import { furnish, OFFICER, REGISTRAR } from './small-registry.ts'
import { ask, seen, sellPistol } from './traced.ts'
import { callWorked, worked } from './worked-examples.ts'

/** On the data of the demo: each call that the document shows and that records something, and what none of these leaves behind. So each table of facts has a row. */
export async function fillRegistry(service: TestService): Promise<void> {
  for (const example of worked.filter(({ method }) => method !== 'get')) await callWorked(service, example)
  const registry = await furnish(service)
  const { serial, sale } = await sellPistol(registry)
  await ask(registry, seen(serial))
  await declareWrong(registry, sale, MISTAKE, REGISTRAR)
  const evidenceIds = [await storeFile(service, FILES.jpeg('seizure'), CUSTOMS)]
  await registry.store('/v1/seizures', seizureBody([{ observation: UNMARKED_REVOLVER }], { evidenceIds }), CUSTOMS)
  const photo = await storeFile(service, FILES.png('seen'), OFFICER)
  await ask(registry, seen('NOT-THERE-1', { evidenceIds: [photo] }))
  await eraseThings(registry)
}
