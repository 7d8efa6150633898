// SPDX-License-Identifier: Apache-2.0
// Live frames with a reconnect that waits longer each time.

const WAIT_MS_MIN = 500;
const WAIT_MS_MAX = 10000;
const SILENCE_MS = 8000;

/** Calls onFrame with each frame and onLink with true or false. After a reconnect the first frame holds everything again. */
export function connect(onFrame, onLink) {
  let waitMs = WAIT_MS_MIN;
  let lastMs = Date.now();
  let socket = null;

  function open() {
    socket = new WebSocket((location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + '/api/live');
    socket.onmessage = (event) => {
      lastMs = Date.now();
      waitMs = WAIT_MS_MIN;
      onLink(true);
      onFrame(JSON.parse(event.data));
    };
    socket.onclose = () => {
      onLink(false);
      setTimeout(open, waitMs);
      waitMs = Math.min(WAIT_MS_MAX, waitMs * 2);
    };
  }

  open();
  // A connection can die without a word, for example when a laptop sleeps.
  setInterval(() => {
    if (socket.readyState === WebSocket.OPEN && Date.now() - lastMs > SILENCE_MS) socket.close();
  }, 2000);
}

export async function get(path) {
  const response = await fetch(path);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ? body.error.message : response.statusText);
  return body;
}
