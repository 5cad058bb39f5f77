import { useCallback, useEffect, useState } from 'react';

/** The path of the address, and a way to go to another without loading the page anew. */
export function usePath() {
  const [path, setPath] = useState(window.location.pathname);

  useEffect(() => {
    const follow = () => setPath(window.location.pathname);
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  const go = useCallback((to) => {
    window.history.pushState(null, '', to);
    window.scrollTo(0, 0);
    setPath(to);
  }, []);

  return [path, go];
}
