import { getAnalytics } from '../api.js';
import { Failure } from '../failure.jsx';
import { STATUS_NAMES, formatCents, formatTime } from '../format.js';
import { useLoaded } from '../use-loaded.js';

export default function AnalyticsPage() {
  const { status, value, error, reload } = useLoaded(getAnalytics);
  if (status === 'failed') return <Failure error={error} retry={reload} />;
  if (!value) return <p role="status">Loading…</p>;

  const most = Math.max(1, ...Object.values(value.byStatus));
  return (
    <>
      <p>
        {value.total} repair orders; the closed ones come to <strong>{formatCents(value.closedCents)}</strong>
        .
      </p>
      <table className="bars">
        <caption>Repair orders by status</caption>
        <tbody>
          {Object.entries(value.byStatus).map(([key, count]) => (
            <tr key={key}>
              <th scope="row">{STATUS_NAMES[key] ?? key}</th>
              <td>
                <meter className={key} min="0" max={most} value={count} aria-hidden="true" />
              </td>
              <td className="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">
        Counted at <time dateTime={value.countedAt}>{formatTime(value.countedAt)}</time>
        {value.fromCache && ', kept since'}.{' '}
        <button type="button" className="link" onClick={reload}>
          Ask again
        </button>
      </p>
    </>
  );
}
