import { useState } from 'react';

import { createOrder } from '../api.js';
import { Failure } from '../failure.jsx';

/** Opens a repair order. What was typed stays until the API has taken it. */
export function OrderForm({ onCreated }) {
  const [state, setState] = useState({ status: 'idle' });

  const submit = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = Object.fromEntries(new FormData(form));
    setState({ status: 'sending' });
    try {
      const order = await createOrder({ ...fields, totalCents: Math.round(Number(fields.estimate) * 100) });
      form.reset();
      setState({ status: 'created', order });
      onCreated();
    } catch (error) {
      setState({ status: 'failed', error });
    }
  };

  return (
    <section aria-labelledby="new">
      <h2 id="new">Open a repair order</h2>
      <form onSubmit={submit}>
        <label>
          Customer <input name="customer" required maxLength={200} autoComplete="off" />
        </label>
        <label>
          Vehicle <input name="vehicle" required maxLength={200} autoComplete="off" />
        </label>
        <label className="wide">
          Concern <input name="concern" required maxLength={1000} autoComplete="off" />
        </label>
        <label>
          Estimate ($) <input name="estimate" type="number" min="0" step="0.01" defaultValue="0" required />
        </label>
        <button type="submit" disabled={state.status === 'sending'}>
          {state.status === 'sending' ? 'Opening…' : 'Open order'}
        </button>
      </form>
      {state.status === 'failed' && <Failure error={state.error} />}
      <p role="status" className="said">
        {state.status === 'created' && `Opened an order for ${state.order.customer}.`}
      </p>
    </section>
  );
}
