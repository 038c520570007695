/* The reference for string.epoch: reads pairs of lines (text, format) and writes "nil", or the seconds
   that strptime, mktime and %z make of them and the place behind what was read. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <time.h>

int main(void)
{
    static char text[4096], format[4096];
    while (fgets(text, sizeof text, stdin) && fgets(format, sizeof format, stdin)) {
        text[strcspn(text, "\n")] = 0;
        format[strcspn(format, "\n")] = 0;
        struct tm tm;
        memset(&tm, 0, sizeof tm);
        tm.tm_year = 70;
        tm.tm_mday = 1;
        tm.tm_isdst = -1;
        tm.tm_gmtoff = 1; /* an offset has whole minutes: %z was not there */
        const char *end = strptime(text, format, &tm);
        if (!end) {
            puts("nil");
            continue;
        }
        long offset = tm.tm_gmtoff;
        int has_offset = offset % 60 == 0 && strstr(format, "%z") != NULL;
        long long seconds = has_offset ? (long long) timegm(&tm) - offset : (long long) mktime(&tm);
        printf("%lld %ld\n", seconds, (long) (end - text) + 1);
    }
    return 0;
}
