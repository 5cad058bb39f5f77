import { useCallback, useEffect, useState } from 'react';

/**
 * What `load` answers, and a way to ask again. While asking again the last answer stays, so that the page doesn't
 * jump. `load` gets an AbortSignal and has to stay the same function between renders.
 */
export function useLoaded(load) {
  const [state, setState] = useState({ status: 'loading' });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    load(controller.signal).then(
      (value) => setState({ status: 'loaded', value }),
      (error) => {
        if (!controller.signal.aborted) setState((before) => ({ ...before, status: 'failed', error }));
      },
    );
    return () => controller.abort();
  }, [load, round]);

  return { ...state, reload: useCallback(() => setRound((before) => before + 1), []) };
}
