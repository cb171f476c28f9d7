#!/bin/sh
# Makes the fonts of pictures: make.sh FOLDER, with the files of Debian's fonts-noto-core in FOLDER.
# Needs fonttools (pip install fonttools==4.68.0); the same version gives the same bytes.
set -eu
from=$1
cd "$(dirname "$0")"
latin='U+0020-017F,U+018F,U+0218-021B,U+0259,U+02B0-02FF,U+0300-036F,U+0400-04FF,U+1E00-1E99,U+2000-206F,U+20AC,U+2116,U+2190-2193,U+2212'
arabic='U+0020-0040,U+00A0,U+00AB,U+00BB,U+0600-06FF,U+200B-200F,U+2010-2027,U+202A-202E,U+2066-2069'
subset() {
    pyftsubset "$from/$1.ttf" --unicodes="$2" --no-hinting --desubroutinize \
        --name-IDs='0,1,2,3,4,5,6,13,14' --output-file="$1.ttf"
}
subset NotoSans-Regular "$latin"
subset NotoSans-Bold "$latin"
subset NotoSans-Italic "$latin"
subset NotoSansArabic-Regular "$arabic"
subset NotoSansArabic-Bold "$arabic"
sha256sum ./*.ttf
