// Form fields with a name, a help line and room for a fault.
import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from "react";

interface FieldTexts {
  readonly label: string;
  readonly help?: ReactNode;
  readonly fault?: string | undefined;
}

function described(id: string, help: ReactNode, fault: string | undefined): string | undefined {
  return [help ? `${id}-help` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ") || undefined;
}

function Frame({ id, label, help, fault, children }: FieldTexts & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {help && (
        <span className="field-help" id={`${id}-help`}>
          {help}
        </span>
      )}
      {fault && (
        <span className="field-fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}

export function TextField({
  label,
  help,
  fault,
  className,
  ...input
}: FieldTexts & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help} fault={fault}>
      <input
        id={id}
        className={`input ${className ?? ""}`}
        aria-describedby={described(id, help, fault)}
        aria-invalid={fault ? true : undefined}
        {...input}
      />
    </Frame>
  );
}

export function SelectField({
  label,
  help,
  fault,
  children,
  ...select
}: FieldTexts & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help} fault={fault}>
      <select id={id} className="input" aria-describedby={described(id, help, fault)} {...select}>
        {children}
      </select>
    </Frame>
  );
}

export function CheckField({ label, ...input }: { label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="check">
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}
