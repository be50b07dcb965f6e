// <walk-list> around a list [data-list] of [data-card tabindex=0]: walked with the arrow keys, j and k; Enter opens.
import { walk } from "../lib/card-walk"

class WalkList extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("keydown", walk)
  }
}

customElements.define("walk-list", WalkList)
