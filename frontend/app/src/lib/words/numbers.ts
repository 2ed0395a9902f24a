const number = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

/** 2.100.000 đồng */
export function money(dong: number): string {
  return `${number.format(dong)} đồng`;
}

/** 86,5 */
export function figure(value: number): string {
  return number.format(value);
}

/** Basis points as a percentage: 6000 is 60%. */
export function percent(basisPoints: number): string {
  return `${number.format(basisPoints / 100)}%`;
}
