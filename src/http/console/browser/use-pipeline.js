import { runTool } from '/assets/api.js'
import { useCallback, useEffect, useState } from '/assets/vendor/preact.js'

const perStage = 50

/** The applications of the board and what can be done with them; after each move the board is read anew. */
export function usePipeline(filter) {
  const [view, setView] = useState({ stages: [], items: [] })
  const [trouble, setTrouble] = useState('')
  const [loading, setLoading] = useState(true)
  const [told, tell] = useState(undefined)

  const load = useCallback(
    async (cursor) => {
      try {
        const next = await runTool('get_pipeline', {
          ...filter,
          limit: perStage,
          ...(cursor ? { cursor } : {}),
        })
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
    setLoading(true)
    void load()
  }, [load])

  const { move } = useMoves({ stages: view.stages, load, tell, setTrouble })
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

/** Moving one application and taking that back. `load` reads anew, `tell` says what happened, with an undo beside it. */
export function useMoves({ stages, load, tell, setTrouble }) {
  const undo = (moved) => async () => {
    try {
      await runTool('undo_status_change', { application: moved.application, expected_version: moved.version })
      tell({ text: `Taken back: ${moved.candidate.name} is where they were before.` })
    } catch (error) {
      tell(undefined)
      setTrouble(error.message)
    }
    await load()
  }

  /** Moves one application. What stands in the way is returned for the dialog, or shown when there is none. */
  const move = async (item, request) => {
    try {
      const moved = await runTool('change_status', {
        application: item.id,
        expected_version: item.version,
        ...request,
      })
      const label = stages.find(({ status }) => status === request.status)?.label ?? request.status
      await load()
      tell({ text: `Moved ${moved.candidate.name} to ${label}.`, undo: undo(moved), moved: item.id })
      return undefined
    } catch (error) {
      if (error.code === 'conflict') await load()
      setTrouble(error.message)
      return error
    }
  }
  return { move, undo }
}
