/** An API call that failed, and the way to try again. */
export function Failure({ error, retry }) {
  return (
    <div className="notice bad" role="alert">
      <p>{error.message}</p>
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
