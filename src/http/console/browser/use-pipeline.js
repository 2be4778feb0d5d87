import { useCallback, useEffect, useState } from '/assets/vendor/preact.js'
import { runTool } from '/assets/api.js'

const perStage = 50

/** The applications of the board, and moving one of them; after each move the board is read anew. */
export function usePipeline(filter) {
  const [view, setView] = useState({ stages: [], items: [] })
  const [trouble, setTrouble] = useState('')
  const [loading, setLoading] = useState(true)
  const [told, tell] = useState(undefined)

  const load = useCallback(
    async (cursor) => {
      try {
        const next = await runTool('get_pipeline', { ...filter, limit: perStage, ...(cursor ? { cursor } : {}) })
        setView((known) => (cursor ? { ...next, items: [...known.items, ...next.items] } : next))
        setTrouble('')
      } catch (error) {
        setTrouble(error.message)
      }
      setLoading(false)
    },
    [JSON.stringify(filter)],
  )
  useEffect(() => {
    load()
  }, [load])

  const undo = (item) => async () => {
    try {
      await runTool('undo_status_change', { application: item.id })
      tell({ text: `Undone: ${item.candidate.name} is back in the stage before.` })
    } catch (error) {
      setTrouble(error.message)
    }
    await load()
  }

  /** Moves one application; what stands in the way is thrown for the dialog, or shown when there is none. */
  const move = async (item, request) => {
    try {
      await runTool('change_status', { application: item.id, expected_version: item.version, ...request })
      const label = view.stages.find(({ status }) => status === request.status)?.label ?? request.status
      tell({ text: `Moved ${item.candidate.name} to ${label}.`, undo: undo(item) })
      await load()
      return undefined
    } catch (error) {
      if (error.code === 'conflict') await load()
      setTrouble(error.message)
      return error
    }
  }

  return {
    stages: view.stages,
    items: view.items,
    nextCursor: view.next_cursor,
    more: () => load(view.next_cursor),
    reload: () => load(),
    trouble,
    loading,
    told,
    tell,
    move,
  }
}
