import { Component } from 'react';

/** Where a page can't be shown, most likely because its file is no longer there: says so, and offers a fresh start. */
export class ErrorBoundary extends Component {
  state = { error: undefined };

  static getDerivedStateFromError(error) {
    return { error };
  }

  render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <div className="notice bad" role="alert">
        <p>This page couldn't be shown: {this.state.error.message}</p>
        <button type="button" onClick={() => window.location.reload()}>
          Load it anew
        </button>
      </div>
    );
  }
}
