import { type LoadJob, runLoadJob } from './worker.ts'

/** A loading process of its own: gets its job from its parent, tells its progress, ends when the parent does. */
process.once('message', (job: LoadJob) => {
  runLoadJob(job, (message) => process.send?.(message)).then(
    () => process.disconnect(),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.once('disconnect', () => process.exit())
