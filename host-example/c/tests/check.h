/* What the tests share: a check that fails says where and goes on; main() ends with checked(). */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <string.h>

static int checks, failures;

#define CHECK(condition)                                                                   \
    do {                                                                                   \
        checks++;                                                                          \
        if (!(condition)) {                                                                \
            failures++;                                                                    \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);        \
        }                                                                                  \
    } while (0)

#define CHECK_TEXT(found, expected) check_text(__FILE__, __LINE__, found, expected)

static void check_text(const char *file, int line, const char *found, const char *expected) {
    checks++;
    if (found != NULL && strcmp(found, expected) == 0) return;
    failures++;
    fprintf(stderr, "%s:%d: found    %s\n%s:%d: expected %s\n", file, line,
            found == NULL ? "nothing" : found, file, line, expected);
}

static int checked(const char *what) {
    printf("%s: %d checks, %d failed\n", what, checks, failures);
    return failures == 0 ? 0 : 1;
}

#endif
