import { runTool } from '/assets/api.js'
import { useCallback, useEffect, useState } from '/assets/vendor/preact.js'
import { useMoves } from './use-pipeline.js'

/** One candidate in full and what can be done on their page; after each change the page is read anew. */
export function useCandidate(id, stages) {
  const [profile, setProfile] = useState(undefined)
  const [trouble, setTrouble] = useState('')
  const [told, tell] = useState(undefined)
  const [changes, setChanges] = useState(0)

  const load = useCallback(async () => {
    try {
      setProfile(await runTool('get_candidate', { candidate: id, detail: 'full' }))
      setChanges((count) => count + 1)
      setTrouble('')
    } catch (error) {
      setTrouble(error.message)
    }
  }, [id])
  useEffect(() => {
    void load()
  }, [load])

  const { move, undo } = useMoves({ stages, load, tell, setTrouble })
  /** Runs a tool, says so, and reads anew; what went wrong is returned for the form that asked. */
  const change = async (tool, input, text) => {
    try {
      await runTool(tool, { candidate: id, ...input })
      await load()
      tell({ text })
      return undefined
    } catch (error) {
      if (error.code === 'conflict') await load()
      return error
    }
  }
  return {
    profile,
    trouble,
    told,
    dismiss: () => tell(undefined),
    changes,
    move,
    undo,
    addNote: (note) => change('add_candidate_note', { note }, 'Noted.'),
    save: (fields) => change('update_candidate', { ...fields, expected_version: profile.version }, 'Saved.'),
  }
}
