import { Router } from 'express'

/** What has to hold before traffic is welcome; each check throws when it does not. */
export type Checks = Readonly<Record<string, () => Promise<void>>>

/** /livez says that the process runs; /readyz runs the checks and answers 503 with the names of those that fail. */
export function healthRoutes(checks: Checks): Router {
  const router = Router()
  router.get('/livez', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/readyz', async (_request, response) => {
    const results = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) =>
          [
            name,
            await check().then(
              () => 'ok',
              () => 'failed',
            ),
          ] as const,
      ),
    )
    const ready = results.every(([, result]) => result === 'ok')
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results) })
  })
  return router
}
