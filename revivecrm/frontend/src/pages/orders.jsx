import { useCallback, useState } from 'react';

import { getAnalytics, getOrders, moveOrder } from '../api.js';
import { Failure } from '../failure.jsx';
import { STATUS_NAMES, formatCents, formatDay } from '../format.js';
import { useLoaded } from '../use-loaded.js';
import { OrderForm } from './order-form.jsx';

export function OrdersPage() {
  const orders = useLoaded(useCallback((signal) => getOrders({ signal }), []));
  const analytics = useLoaded(getAnalytics);
  const reload = () => {
    orders.reload();
    analytics.reload();
  };
  return (
    <>
      <Counts analytics={analytics} />
      <OrderForm onCreated={reload} />
      <section aria-labelledby="list">
        <h2 id="list">All repair orders</h2>
        {orders.status === 'failed' && <Failure error={orders.error} retry={reload} />}
        {orders.status === 'loading' && <p role="status">Loading…</p>}
        {orders.value && <OrderTable orders={orders.value} onChanged={reload} />}
      </section>
    </>
  );
}

function Counts({ analytics: { value, status } }) {
  if (status === 'failed' && !value) return null; // The list below says what is wrong.
  return (
    <dl className="counts" aria-label="Repair orders by status" aria-busy={!value}>
      {Object.entries(STATUS_NAMES).map(([key, name]) => (
        <div key={key} className={`count ${key}`}>
          <dt>{name}</dt>
          <dd data-count={key}>{value ? value.byStatus[key] : '–'}</dd>
        </div>
      ))}
    </dl>
  );
}

function OrderTable({ orders, onChanged }) {
  if (orders.length === 0) return <p>No repair orders yet. Open the first one above.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Customer</th>
            <th scope="col">Vehicle</th>
            <th scope="col">Concern</th>
            <th scope="col">Opened</th>
            <th scope="col" className="number">
              Total
            </th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} onChanged={onChanged} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OrderRow({ order, onChanged }) {
  const [moving, setMoving] = useState({ status: 'idle' });

  const move = async (event) => {
    setMoving({ status: 'moving' });
    try {
      await moveOrder(order.id, event.target.value);
      onChanged();
      setMoving({ status: 'idle' });
    } catch (error) {
      setMoving({ status: 'failed', error });
    }
  };

  return (
    <tr>
      <th scope="row">
        {order.customer}
        {order.source === 'sample' && <span className="tag">sample</span>}
      </th>
      <td>{order.vehicle}</td>
      <td>{order.concern}</td>
      <td>
        <time dateTime={order.createdAt}>{formatDay(order.createdAt)}</time>
      </td>
      <td className="number">{formatCents(order.totalCents)}</td>
      <td>
        <select
          aria-label={`Status of ${order.customer}'s order`}
          className={order.status}
          value={order.status}
          disabled={moving.status === 'moving'}
          onChange={move}
        >
          {Object.entries(STATUS_NAMES).map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
        {moving.status === 'failed' && <p role="alert">{moving.error.message}</p>}
      </td>
    </tr>
  );
}
