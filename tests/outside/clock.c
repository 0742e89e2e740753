// SPDX-License-Identifier: LicenseRef-Bayme
// Preloaded into a program, makes its wall clock go CLOCK_AHEAD seconds ahead of the machine's (or
// behind it). The program under test needs no door for that. Clocks without a date are left alone.
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t ahead(void) {
    const char* text = getenv("CLOCK_AHEAD");
    return text == NULL ? 0 : (time_t)strtoll(text, NULL, 10);
}

int clock_gettime(clockid_t clock, struct timespec* now) {
    const long result = syscall(SYS_clock_gettime, clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += ahead();
    }
    return (int)result;
}

int gettimeofday(struct timeval* restrict now, void* restrict zone) {
    const long result = syscall(SYS_gettimeofday, now, zone);
    if (result == 0) {
        now->tv_sec += ahead();
    }
    return (int)result;
}

time_t time(time_t* place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place != NULL) {
        *place = now.tv_sec;
    }
    return now.tv_sec;
}
