import { useState } from '/assets/vendor/preact.js'

/** The ids that are ticked; those that left the board do not count. */
export function useSelection(items) {
  const [ids, setIds] = useState(new Set())
  const toggle = (id) =>
    setIds((known) => {
      const next = new Set(known)
      if (!next.delete(id)) next.add(id)
      return next
    })
  return { ids, toggle, clear: () => setIds(new Set()), chosen: items.filter(({ id }) => ids.has(id)) }
}
