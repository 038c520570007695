/* Asks the system's iconv for whole tables.
   probe dec NAME LENGTH   for each byte sequence of up to LENGTH that is complete: bytes in hex, then its code points
   probe enc NAME          for each code point that can be written (with ~ if otherwise than as itself): its bytes */
#include <errno.h>
#include <iconv.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static iconv_t cd;

/* The number of code points, -1 for an invalid sequence, -2 for an incomplete one. */
static int decode(const unsigned char *text, int length, uint32_t *codes)
{
    char *in = (char *) text, out[64], *to = out;
    size_t left = length, room = sizeof out;
    iconv(cd, NULL, NULL, NULL, NULL);
    if (iconv(cd, &in, &left, &to, &room) == (size_t) -1)
        return errno == EINVAL ? -2 : -1;
    if (iconv(cd, NULL, NULL, &to, &room) == (size_t) -1)
        return -1;
    memcpy(codes, out, to - out);
    return (to - out) / 4;
}

static void decode_all(unsigned char *text, int length, int most)
{
    uint32_t codes[16];
    for (int byte = 0; byte < 256; byte++) {
        text[length] = byte;
        int count = decode(text, length + 1, codes);
        if (count == -2 && length + 1 < most)
            decode_all(text, length + 1, most);
        if (count < 0)
            continue;
        for (int i = 0; i <= length; i++)
            printf("%02x", text[i]);
        for (int i = 0; i < count; i++)
            printf(" %x", codes[i]);
        puts("");
    }
}

static void encode_all(void)
{
    for (uint32_t code = 0; code < 0x110000; code++) {
        if (code == 0xd800)
            code = 0xe000;
        char in[4], *from = in, out[64], *to = out;
        size_t left = 4, room = sizeof out;
        memcpy(in, &code, 4);
        iconv(cd, NULL, NULL, NULL, NULL);
        size_t changed = iconv(cd, &from, &left, &to, &room);
        if (changed == (size_t) -1 || iconv(cd, NULL, NULL, &to, &room) == (size_t) -1)
            continue;
        printf("%x ", code);
        for (char *p = out; p < to; p++)
            printf("%02x", (unsigned char) *p);
        puts(changed > 0 ? " ~" : "");
    }
}

int main(int argc, char **argv)
{
    unsigned char text[8];
    setlocale(LC_ALL, "C.UTF-8");
    int decodes = argc > 3 && strcmp(argv[1], "dec") == 0;
    cd = argc < 3 ? (iconv_t) -1 : decodes ? iconv_open("UCS-4LE", argv[2]) : iconv_open(argv[2], "UCS-4LE");
    if (cd == (iconv_t) -1) {
        fprintf(stderr, "probe: no such encoding\n");
        return 1;
    }
    if (decodes)
        decode_all(text, 0, atoi(argv[3]));
    else
        encode_all();
    return 0;
}
