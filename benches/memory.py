#!/usr/bin/env python3
"""How much memory `marz mentions` takes for corpora of growing size.

    python3 benches/memory.py NEWS.jsonl [MARZ] [--sizes 10,100,1000] [--write]

Corpora of so many megabytes are made of the documents of NEWS.jsonl, again and again, each under an identifier of its own
and with a sentence that no other has. With --write the table also stands in docs/BENCHMARKS.md. Not part of CI.
"""
import itertools, json, os, pathlib, re, subprocess, sys, tempfile

BEGIN = '<!-- memory: written by `benches/memory.py` -->\n'
END = '<!-- end of memory -->\n'


def main():
    options = [a for a in sys.argv[1:] if a.startswith('--')]
    arguments = [a for a in sys.argv[1:] if not re.match(r'--|\d+(,\d+)*$', a)]
    if not arguments:
        sys.exit(__doc__)
    marz = arguments[1] if len(arguments) > 1 else 'target/release/marz'
    sizes = next((a for a in sys.argv[1:] if re.match(r'\d+(,\d+)*$', a)), '10,100,1000')
    texts = [text for line in open(arguments[0]) if (text := json.loads(line).get('text') or '').strip()]
    table = '| corpus, MB | documents | peak memory, MB | seconds of processor time |\n|---:|---:|---:|---:|\n'
    for size in map(int, sizes.split(',')):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / 'corpus.jsonl'
            documents = write_corpus(path, texts, size * 1_000_000)
            memory, seconds = run([marz, 'mentions', str(path), '--json'])
            table += f'| {size:,} | {documents:,} | {memory:,.0f} | {seconds:,.0f} |\n'
            print(table.splitlines()[-1], flush=True)
    if '--write' in options:
        page = pathlib.Path(__file__).resolve().parents[1] / 'docs' / 'BENCHMARKS.md'
        before, rest = page.read_text().split(BEGIN)
        page.write_text(before + BEGIN + table + END + rest.split(END)[1])


def write_corpus(path, texts, size):
    written = 0
    with open(path, 'w') as file:
        for number, text in enumerate(itertools.cycle(texts)):
            record = {'id': f'd{number}', 'text': f'{text}\n\nThis is number {number} of them.', 'language': 'en'}
            written += file.write(json.dumps(record) + '\n')
            if written >= size:
                return number + 1


def run(command):
    """Peak resident memory in megabytes and processor seconds of a run."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f'{command}: status {status}')
    return usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


if __name__ == '__main__':
    main()
