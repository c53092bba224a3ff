// A deviation as a bar from the middle, over the band that is allowed.
const width = 160;
const height = 16;
const middle = width / 2;

/**
 * @param deviationFraction value / target − 1.
 * @param toleranceFraction half the width of the band; null draws none.
 * @param scaleFraction the deviation that reaches the bar's end; the same for every team of a list.
 */
export function DeviationBar({
  deviationFraction,
  toleranceFraction,
  scaleFraction,
}: {
  deviationFraction: number;
  toleranceFraction: number | null;
  scaleFraction: number;
}) {
  const x = (fraction: number) => middle + Math.max(-1, Math.min(1, fraction / scaleFraction)) * (middle - 2);
  const within = toleranceFraction === null || Math.abs(deviationFraction) <= toleranceFraction + 1e-12;
  const end = x(deviationFraction);
  return (
    <svg className="deviation-bar" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="3" width={width} height="10" rx="2" fill="#F1F2F4" />
      {toleranceFraction !== null && (
        <rect
          x={x(-toleranceFraction)}
          y="0"
          width={x(toleranceFraction) - x(-toleranceFraction)}
          height={height}
          fill="#CFE6D8"
        />
      )}
      <rect
        x={Math.min(middle, end)}
        y="4"
        width={Math.max(1.5, Math.abs(end - middle))}
        height="8"
        fill={within ? "#00733B" : "#B92424"}
      />
      <line x1={middle} x2={middle} y1="0" y2={height} stroke="#1C1C28" strokeWidth="1.5" />
    </svg>
  );
}
