import { useEffect, useRef } from '/assets/vendor/preact.js'

/** Tells the other tabs of this browser that a conversation has changed, and hears it from them. */
export function useTabs(onChange) {
  const heard = useRef(onChange)
  const channel = useRef(undefined)
  heard.current = onChange
  useEffect(() => {
    channel.current = new BroadcastChannel('parley-chat')
    channel.current.onmessage = ({ data }) => heard.current(data)
    return () => channel.current.close()
  }, [])
  return (conversation) => channel.current?.postMessage(conversation)
}
