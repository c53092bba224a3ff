// How far something has come.
export function Progress({ fraction, label }: { fraction: number; label: string }) {
  const percent = Math.round(100 * Math.max(0, Math.min(1, fraction)));
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}
