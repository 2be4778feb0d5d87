import { useRef, useState } from '/assets/vendor/preact.js'

const kept = 'parley-turn'
const keep = (id, conversation) => sessionStorage.setItem(kept, JSON.stringify({ id, conversation }))
const forget = () => sessionStorage.removeItem(kept)

/** The answer that is being written. A page that is loaded anew finds the turn where it left it. */
export function useTurn({ onHeard, onReply, onLost }) {
  const [turn, setTurn] = useState(undefined)
  const source = useRef(undefined)
  const leave = () => {
    source.current?.close()
    source.current = undefined
    setTurn(undefined)
  }
  const follow = (id, conversation, resumed = false) => {
    leave()
    setTurn({ id, text: '' })
    keep(id, conversation)
    source.current = openStream(id, {
      heard: (heard) => {
        keep(id, heard.conversation)
        onHeard(heard.conversation)
      },
      text: ({ text }) => setTurn((known) => ({ id, text: (known?.text ?? '') + text })),
      reply: (reply) => {
        setTurn(undefined)
        onReply(reply, resumed)
      },
      end: (replied) => {
        forget()
        leave()
        if (!replied) onLost()
      },
      lost: () => {
        // A page that is being left closes its streams too, and the next one has to find the turn.
        if (resumed) forget()
        leave()
        onLost()
      },
    })
  }
  /** Takes up the turn that was left running in this conversation, if there is one. */
  const resume = (conversation) => {
    const left = JSON.parse(sessionStorage.getItem(kept) ?? 'null')
    if (left?.conversation === conversation) follow(left.id, conversation, true)
  }
  return { turn, follow, resume, leave }
}

/** The events of a turn. The browser takes a broken stream up again with the last event it had. */
function openStream(id, { heard, text, reply, end, lost }) {
  const stream = new EventSource(`/chat/turns/${id}/events`)
  let replied = false
  for (const [type, work] of Object.entries({ heard, text, reply }))
    stream.addEventListener(type, ({ data }) => {
      replied ||= type === 'reply'
      work(JSON.parse(data))
    })
  stream.addEventListener('end', () => end(replied))
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) lost()
  })
  return stream
}
