import { useRef, useState } from '/assets/vendor/preact.js'

const kept = 'parley-turn'

/**
 * The answer that is being written. Its events stream in; the browser takes a broken stream up again with the last
 * event it had, and a page that is loaded anew finds the turn where it left it.
 */
export function useTurn({ onHeard, onReply, onLost }) {
  const [turn, setTurn] = useState(undefined)
  const source = useRef(undefined)
  const leave = () => {
    source.current?.close()
    source.current = undefined
    setTurn(undefined)
  }
  const end = () => {
    sessionStorage.removeItem(kept)
    leave()
  }

  const follow = (id, conversation, resumed = false) => {
    leave()
    setTurn({ id, text: '' })
    let replied = false
    const stream = new EventSource(`/chat/turns/${id}/events`)
    source.current = stream
    const on = (type, work) =>
      stream.addEventListener(type, (event) => work(event.data && JSON.parse(event.data)))
    const keep = (at) => sessionStorage.setItem(kept, JSON.stringify({ id, conversation: at }))
    keep(conversation)
    on('heard', (heard) => {
      keep(heard.conversation)
      onHeard(heard.conversation)
    })
    on('text', ({ text }) => setTurn((known) => ({ id, text: (known?.text ?? '') + text })))
    on('reply', (reply) => {
      replied = true
      setTurn(undefined)
      onReply(reply, resumed)
    })
    on('end', () => {
      end()
      if (!replied) onLost()
    })
    stream.addEventListener('error', () => {
      if (stream.readyState !== EventSource.CLOSED) return
      // A page that is being left closes its streams too, and the next one has to find the turn.
      if (resumed) sessionStorage.removeItem(kept)
      leave()
      onLost()
    })
  }

  /** Takes up the turn that was left running in this conversation, if there is one. */
  const resume = (conversation) => {
    const left = JSON.parse(sessionStorage.getItem(kept) ?? 'null')
    if (left?.conversation === conversation) follow(left.id, conversation, true)
  }
  return { turn, follow, resume, leave }
}
