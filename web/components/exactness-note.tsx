// A number with its mark: ±4 where it is rounded, ≈ where it is a part of a rounded number; the words are read out.
import { useTranslation } from "react-i18next";
import { type Exactness, exactnessMark } from "./told-value.ts";

export function ExactnessNote({ exactness, others }: { exactness: Exactness; others: number }) {
  const { t } = useTranslation();
  const mark = exactnessMark(t, exactness, others);
  if (!mark) return null;
  return (
    <span className="exactness" title={mark.words}>
      {"\u00A0"}
      <span aria-hidden="true">{mark.sign}</span>
      <span className="visually-hidden">({mark.words})</span>
    </span>
  );
}
