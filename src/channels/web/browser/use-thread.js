import { send } from '/assets/api.js'
import { useCallback, useEffect, useRef, useState } from '/assets/vendor/preact.js'

/**
 * The messages of one conversation and what can be done with them: say something, stop the answer, click a button.
 * Answers stream in; the browser takes a broken stream up again with the last event it had.
 */
export function useThread({ conversation, persona, onConversation, onChange }) {
  const [messages, setMessages] = useState([])
  const [earlier, setEarlier] = useState(undefined)
  const [turn, setTurn] = useState(undefined)
  const [trouble, setTrouble] = useState('')
  const shown = useRef(undefined)
  const source = useRef(undefined)

  const load = useCallback(async (id, cursor) => {
    const page = await send(
      'GET',
      `/chat/conversations/${id}${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    setMessages((known) => (cursor ? [...page.items, ...known] : page.items))
    setEarlier(page.next_cursor)
  }, [])

  useEffect(() => {
    // A conversation that this tab has just begun is on screen already.
    if (conversation === shown.current) return
    shown.current = conversation
    source.current?.close()
    setTurn(undefined)
    setTrouble('')
    setMessages([])
    setEarlier(undefined)
    if (conversation) load(conversation).catch((error) => setTrouble(error.message))
  }, [conversation])

  const follow = (id) => {
    let text = ''
    const stream = new EventSource(`/chat/turns/${id}/events`)
    source.current = stream
    stream.addEventListener('heard', (event) => {
      const heard = JSON.parse(event.data).conversation
      if (heard !== shown.current) {
        shown.current = heard
        onConversation(heard)
      }
    })
    stream.addEventListener('text', (event) => {
      text += JSON.parse(event.data).text
      setTurn({ id, text })
    })
    stream.addEventListener('reply', (event) => {
      setMessages((known) => [...known, asMessage(JSON.parse(event.data))])
      setTurn(undefined)
      onChange()
    })
    stream.addEventListener('end', () => {
      stream.close()
      setTurn(undefined)
    })
    stream.addEventListener('error', () => {
      if (stream.readyState !== EventSource.CLOSED) return
      setTurn(undefined)
      if (shown.current) load(shown.current).catch((error) => setTrouble(error.message))
    })
  }

  const say = async (text) => {
    setTrouble('')
    const mine = { author: 'person', text, cards: [] }
    if (text.trim()) setMessages((known) => [...known, mine])
    try {
      const started = await send('POST', '/chat/messages', {
        text,
        ...(conversation ? { conversation } : { persona }),
      })
      setTurn({ id: started.turn, text: '' })
      follow(started.turn)
      return true
    } catch (error) {
      setMessages((known) => known.filter((message) => message !== mine))
      setTrouble(error.message)
      return false
    }
  }

  const stop = () =>
    turn ? send('POST', `/chat/turns/${turn.id}/stop`).catch((error) => setTrouble(error.message)) : undefined

  const press = async (token) => {
    setTrouble('')
    try {
      const clicked = await send('POST', '/chat/press', { token })
      setMessages((known) => [
        ...known.map((message) => (clicked.outcome === 'done' ? spend(message, token) : message)),
        asMessage(clicked),
      ])
      onChange()
    } catch (error) {
      setTrouble(error.message)
    }
  }

  return {
    messages,
    earlier,
    turn,
    trouble,
    say,
    stop,
    press,
    showEarlier: () => load(conversation, earlier),
  }
}

function asMessage(reply) {
  return { author: 'parley', text: reply.reply, html: reply.html, cards: reply.cards, mode: reply.mode }
}

/** The same message with the card of this button settled: one decision settles the whole card. */
function spend(message, token) {
  const holds = (card) => card.buttons.some((button) => button.token === token)
  const settle = (card) =>
    holds(card) ? { ...card, buttons: card.buttons.map((button) => ({ ...button, spent: true })) } : card
  return { ...message, cards: (message.cards ?? []).map(settle) }
}
