#!/usr/bin/env python3
"""How right and how fast others measure from a point to a line, on the same points as marz.

    python3 benches/peers/geodesy.py REFERENCE_FOLDER [MARZ] [--write]

REFERENCE_FOLDER holds `border.geojson` (edges taken as WGS 84 geodesics) and `points.csv` with columns lat, lon and dist_m,
measured by an independent program. MARZ is the program, `target/release/marz` if not given. The libraries are installed
into a temporary virtual environment; PostGIS is measured where `psql` reaches a database with the extension (set
PGDATABASE and the like). With --write the table also stands in docs/BENCHMARKS.md. Not part of CI.

The line's edges are densified to 1 km for those that take edges for straight lines of another kind.
"""
import csv, json, math, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time, venv

PACKAGES = ['shapely', 'pyproj', 's2sphere', 'geographiclib']
BEGIN = '<!-- peers: written by `benches/peers/geodesy.py` -->\n'
END = '<!-- end of peers -->\n'


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith('--')]
    if not arguments:
        sys.exit(__doc__)
    if os.environ.get('MARZ_PEERS') != '1':
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            python = os.path.join(folder, 'bin', 'python')
            subprocess.run([python, '-m', 'pip', 'install', '--quiet', *PACKAGES], check=True)
            os.environ['MARZ_PEERS'] = '1'
            sys.exit(subprocess.run([python, *sys.argv]).returncode)
    folder = pathlib.Path(arguments[0])
    marz = arguments[1] if len(arguments) > 1 else 'target/release/marz'
    line, points, expected = read(folder)
    rows = [('marz distance --exact (CSV in, CSV out)', *of_marz(marz, folder, points, expected))]
    rows += peers(line, points, expected)
    table = '| what | worst error, m | 99 % below, m | points a second |\n|---|---:|---:|---:|\n'
    for name, errors, rate in rows:
        errors = sorted(errors)
        worst, most = errors[-1], errors[int(0.99 * (len(errors) - 1))]
        table += f'| {name} | {digits(worst)} | {digits(most)} | {rate:,.0f} |\n'
    print(table)
    if '--write' in sys.argv:
        write(table)


def read(folder):
    geometry = json.load(open(folder / 'border.geojson'))
    while 'coordinates' not in geometry:
        geometry = geometry['features'][0]['geometry'] if 'features' in geometry else geometry['geometry']
    parts = geometry['coordinates'] if geometry['type'] == 'MultiLineString' else [geometry['coordinates']]
    rows = [row for row in csv.DictReader(open(folder / 'points.csv')) if float(row['dist_m']) <= 500_000]
    return parts[0], [(float(row['lat']), float(row['lon'])) for row in rows], [float(row['dist_m']) for row in rows]


def timed(run, count):
    start = time.perf_counter()
    found = run()
    return found, count / (time.perf_counter() - start)


def of_marz(marz, folder, points, expected):
    """marz on the same line, densified so that its edges mean the same; and a run of many points for the rate."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        line = scratch / 'line.geojson'
        json.dump({'type': 'LineString', 'coordinates': geodesic(read(folder)[0], 50)}, open(line, 'w'))

        def run(times):
            path = scratch / 'points.csv'
            with open(path, 'w') as file:
                file.write('lat,lon\n' + ''.join(f'{lat!r},{lon!r}\n' for lat, lon in points) * times)
            command = [marz, 'distance', str(path), '--exact', '--csv', '--border-line', str(line), '--border', 'TJ-AF', '--threads', '1']
            start = time.perf_counter()
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            return out, time.perf_counter() - start

        out, once = run(1)
        found = [1000 * float(row['distance_km']) for row in csv.DictReader(out.splitlines())]
        _, many = run(100)
        rate = 99 * len(points) / (many - once)
    return [abs(a - b) for a, b in zip(found, expected)], rate


def geodesic(line, step):
    """Positions every `step` metres on the geodesics between the vertices."""
    from geographiclib.geodesic import Geodesic
    out = []
    for (lon, lat, *_), (lon2, lat2, *_) in zip(line, line[1:]):
        edge = Geodesic.WGS84.InverseLine(lat, lon, lat2, lon2)
        count = max(1, math.ceil(edge.s13 / step))
        out += [[(at := edge.Position(edge.s13 * i / count))['lon2'], at['lat2']] for i in range(count)]
    return out + [list(line[-1][:2])]


def peers(line, points, expected):
    import pyproj, s2sphere, shapely
    from shapely.ops import nearest_points
    dense = geodesic(line, 1000)
    error = lambda found: [abs(a - b) for a, b in zip(found, expected)]
    wgs84 = pyproj.Geod(ellps='WGS84')

    def shapely_degrees():
        shape = shapely.LineString(dense)
        return [shape.distance(shapely.Point(lon, lat)) * 111_195 for lat, lon in points]

    def shapely_then_geodesic():
        shape = shapely.LineString(dense)
        near = [nearest_points(shape, shapely.Point(lon, lat))[0] for lat, lon in points]
        return [wgs84.inv(lon, lat, at.x, at.y)[2] for (lat, lon), at in zip(points, near)]

    def azimuthal():
        out = []
        for lat, lon in points:
            plane = pyproj.Proj(proj='aeqd', lat_0=lat, lon_0=lon, ellps='WGS84')
            out.append(shapely.LineString(list(zip(*plane(*zip(*dense))))).distance(shapely.Point(0, 0)))
        return out

    def s2():
        vertex = lambda lat, lon: s2sphere.LatLng.from_degrees(lat, lon).to_point()
        edges = list(zip([vertex(lat, lon) for lon, lat in dense], [vertex(lat, lon) for lon, lat in dense][1:]))
        return [min(to_edge(vertex(lat, lon), a, b) for a, b in edges) * 6_371_008.8 for lat, lon in points]

    def to_edge(p, a, b):
        cross = a.cross_prod(b)
        normal = cross.normalize()
        foot = p - normal * p.dot_prod(normal)
        inside = a.cross_prod(foot).dot_prod(cross) >= 0 and foot.cross_prod(b).dot_prod(cross) >= 0
        if inside:
            return abs(math.asin(max(-1.0, min(1.0, p.dot_prod(normal)))))
        return min(p.angle(a), p.angle(b))

    rows = []
    for name, run, few in [
        ('Shapely: degrees × 111,195', shapely_degrees, False),
        ('Shapely: nearest point in degrees, then pyproj', shapely_then_geodesic, False),
        ('pyproj: an azimuthal plane for each point, then Shapely', azimuthal, True),
        ('S2 (s2sphere): great circles', s2, True),
    ]:
        some = 100 if few else len(points)
        kept = points[:], expected[:]
        del points[some:], expected[some:]
        found, rate = timed(run, some)
        rows.append((name, error(found), rate))
        points[:], expected[:] = kept
    return rows + postgis(dense, points, expected)


def postgis(dense, points, expected):
    if not shutil.which('psql'):
        print('PostGIS: psql is not there; left out', file=sys.stderr)
        return []
    wkt = 'LINESTRING(' + ','.join(f'{lon!r} {lat!r}' for lon, lat in dense) + ')'
    values = ','.join(f'({i},ST_Point({lon!r},{lat!r},4326)::geography)' for i, (lat, lon) in enumerate(points))
    query = (f"create temp table p(id int, g geography); insert into p values {values};"
             f"create temp table l as select ST_GeogFromText('{wkt}') g;"
             "\\timing on\nselect id, ST_Distance(p.g, l.g) from p, l order by id;")
    result = subprocess.run(['psql', '-At', '-q'], input=query, capture_output=True, text=True)
    if result.returncode:
        print('PostGIS: ' + result.stderr.strip().splitlines()[0] + '; left out', file=sys.stderr)
        return []
    rows = [row.split('|') for row in result.stdout.splitlines() if '|' in row]
    spent = [float(row.split()[1]) / 1000 for row in result.stdout.splitlines() if row.startswith('Time:')][-1]
    found = [float(metres) for _, metres in rows]
    return [('PostGIS: ST_Distance(geography)', [abs(a - b) for a, b in zip(found, expected)], len(points) / spent)]


def digits(metres):
    return f'{metres:,.0f}' if metres >= 10 else f'{metres:.2g}'


def write(table):
    path = pathlib.Path(__file__).resolve().parents[2] / 'docs/BENCHMARKS.md'
    text = path.read_text()
    before, rest = text.split(BEGIN)
    path.write_text(before + BEGIN + table + END + rest.split(END)[1])


if __name__ == '__main__':
    main()
