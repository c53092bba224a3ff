// A number's mark: ±4 where it is rounded, "at least" where it has reached the cap, ≈ where it is a part; the words are read out.
import { useTranslation } from "react-i18next";
import { exactnessMark, type Told } from "./told-value.ts";

export function ExactnessNote({ told }: { told: Told }) {
  const { t } = useTranslation();
  const mark = exactnessMark(t, told);
  if (!mark) return null;
  return (
    <span className="exactness" title={mark.words}>
      {"\u00A0"}
      <span aria-hidden="true">{mark.sign}</span>
      <span className="visually-hidden">({mark.words})</span>
    </span>
  );
}
