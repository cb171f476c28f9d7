/** Lines as text: Google's encoded polyline algorithm, precision 5, latitude first. */

/** The positions of a line, longitude first as the map has them. */
export function decode(text: string): [number, number][] {
  const line: [number, number][] = [];
  let at = 0;
  let lat = 0;
  let lon = 0;
  const next = (): number => {
    let value = 0;
    let shift = 0;
    let chunk: number;
    do {
      chunk = text.charCodeAt(at++) - 63;
      value += (chunk & 31) * 2 ** shift;
      shift += 5;
    } while (chunk >= 32 && at < text.length);
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  while (at < text.length) {
    lat += next();
    lon += next();
    line.push([lon / 1e5, lat / 1e5]);
  }
  return line;
}
