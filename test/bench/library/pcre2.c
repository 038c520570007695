/* Matches a line many times: pcre2 off|on TIMES PATTERN LINE. The groups are copied, as Lua has to. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    int error;
    PCRE2_SIZE offset;
    if (argc < 5)
        return 2;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR) argv[3], PCRE2_ZERO_TERMINATED, PCRE2_DOTALL | PCRE2_UTF, &error, &offset, NULL);
    if (!code)
        return 1;
    if (strcmp(argv[1], "on") == 0)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    size_t length = strlen(argv[4]);
    for (long i = atol(argv[2]); i > 0; i--) {
        int count = pcre2_match(code, (PCRE2_SPTR) argv[4], length, 0, 0, data, NULL);
        for (int group = 0; group < count; group++) {
            PCRE2_UCHAR *text;
            PCRE2_SIZE size;
            if (pcre2_substring_get_bynumber(data, group, &text, &size) == 0)
                pcre2_substring_free(text);
        }
    }
    return 0;
}
