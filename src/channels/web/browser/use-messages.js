import { send } from '/assets/api.js'
import { useRef, useState } from '/assets/vendor/preact.js'

/** The messages of a conversation that are on screen: read page by page, and added to as they come. */
export function useMessages() {
  const [messages, setMessages] = useState([])
  const [earlier, setEarlier] = useState(undefined)
  const added = useRef(0)
  const wanted = useRef(undefined)
  const read = (conversation, cursor) =>
    send('GET', `/chat/conversations/${conversation}${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`)

  /** Reads the latest page anew; earlier pages that were opened stay. An answer that comes too late is left alone. */
  const refresh = async (conversation) => {
    wanted.current = conversation
    const page = await read(conversation)
    if (wanted.current !== conversation) return
    const first = page.items[0]?.position ?? 0
    const isEarlier = ({ position }) => position !== undefined && position < first
    setMessages((known) => [...known.filter(isEarlier), ...page.items])
    setEarlier((known) => (known === undefined ? page.next_cursor : known))
  }
  const showEarlier = async (conversation) => {
    const page = await read(conversation, earlier)
    if (wanted.current !== conversation) return
    setMessages((known) => [...page.items, ...known])
    setEarlier(page.next_cursor ?? null)
  }
  const clear = () => {
    wanted.current = undefined
    setMessages([])
    setEarlier(undefined)
  }
  /** Adds a message that the server has not numbered yet, and returns how to take it off again. */
  const add = (message) => {
    added.current += 1
    const id = `new-${added.current}`
    setMessages((known) => [...known, { id, cards: [], ...message }])
    return () => setMessages((known) => known.filter((each) => each.id !== id))
  }
  return { messages, earlier, refresh, showEarlier, clear, add, wanted }
}
