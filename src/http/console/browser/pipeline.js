import { html, render, useState } from '/assets/vendor/preact.js'
import { BulkDialog } from './bulk-dialog.js'
import { Column } from './column.js'
import { Filters } from './filters.js'
import { MoveDialog } from './move-dialog.js'
import { usePipeline } from './use-pipeline.js'

/** The pipeline as a board: a column a stage, cards that move by drag or by their button, many at once by selection. */
function Pipeline({ reasons }) {
  const [filter, setFilter] = useState({})
  const [selected, setSelected] = useState(new Set())
  const [moving, setMoving] = useState(undefined)
  const [bulk, setBulk] = useState(false)
  const [stage, setStage] = useState('new')
  const board = usePipeline(filter)
  const { stages, items } = board

  const toggle = (id) =>
    setSelected((known) => {
      const next = new Set(known)
      if (!next.delete(id)) next.add(id)
      return next
    })
  /** A drop moves at once when nothing has to be asked; otherwise the dialog asks, or says which moves are legal. */
  const drop = (id, to) => {
    const item = items.find((each) => each.id === id)
    if (!item || item.status === to) return
    const move = item.moves.find((each) => each.to === to)
    if (move?.needs.length === 0) board.move(item, { status: to })
    else setMoving({ item, to })
  }
  const chosen = items.filter(({ id }) => selected.has(id))

  return html`
    <section class="board-page">
      <div class="board-head">
        <h1>Pipeline</h1>
        <${Filters} filter=${filter} onChange=${setFilter} />
        <div class="only-phone field">
          <label for="stage">Stage</label>
          <select id="stage" value=${stage} onChange=${(event) => setStage(event.currentTarget.value)}>
            ${stages.map(({ status, label, count }) => html`<option value=${status}>${label} (${count})</option>`)}
          </select>
        </div>
        ${
          selected.size > 0 &&
          html`<div class="actions">
            <button class="primary" onClick=${() => setBulk(true)}>Move ${selected.size} selected…</button>
            <button class="quiet" onClick=${() => setSelected(new Set())}>Clear selection</button>
          </div>`
        }
      </div>
      <div role="status" class="told">
        ${board.told && html`<span>${board.told.text}</span>`}
        ${board.told?.undo && html` <button class="quiet" onClick=${board.told.undo}>Undo</button>`}
      </div>
      ${board.trouble && html`<p role="alert">${board.trouble}</p>`}
      ${board.loading && html`<p class="loading">Loading the board…</p>`}
      <div class="board" role="group" aria-label="Stages">
        ${stages.map(
          (column) => html`<${Column} column=${column} items=${items.filter(({ status }) => status === column.status)}
            selected=${selected} toggle=${toggle} drop=${drop} shown=${stage === column.status}
            ask=${(item) => setMoving({ item })} />`,
        )}
      </div>
      ${board.nextCursor && html`<p class="more"><button onClick=${board.more}>Show more of each stage</button></p>`}
      ${
        moving &&
        html`<${MoveDialog} item=${moving.item} to=${moving.to} reasons=${reasons} stages=${stages}
          submit=${(request) => board.move(moving.item, request)} close=${() => setMoving(undefined)} />`
      }
      ${
        bulk &&
        html`<${BulkDialog} items=${chosen} reasons=${reasons} stages=${stages} close=${() => setBulk(false)}
          done=${(text) => {
            setSelected(new Set())
            board.tell({ text })
            board.reload()
          }} />`
      }
    </section>
  `
}

const root = document.getElementById('app')
if (root) render(html`<${Pipeline} reasons=${JSON.parse(root.dataset.reasons ?? '[]')} />`, root)
