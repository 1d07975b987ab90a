/* Many screens and the people who give commands, in one process that costs little: epoll, no library.
 *
 *   cscreens PORT           then lines on standard input:
 *     cookie KIND TEXT      a session for sockets of a kind (screen, sender or stuck); LINKS sockets share one
 *     body TEXT             the rest of a command's message after its id; they are given in turn
 *     open KIND COUNT       connect; a stuck one says hello and never reads again. Answers "open COUNT"
 *     offer RATE MS         give so many commands a second for so long, on a beat that waits for nothing; then wait, not
 *                           for ever, for what is under way. Answers one line a command:
 *                             command DUE ANSWERED SEQ LAST SEEN OUTCOME
 *                           (moments in ns of CLOCK_MONOTONIC; LAST: the last screen had it; SEEN: how many had it), then
 *                             end FRAMES BYTES GAPS RESTARTS PROCESSOR WALL
 *     close                 all sockets
 *
 * A screen has an event when it has read the frame that names its number or a later one, and no frame is missing.
 */
#define _GNU_SOURCE
#include "pump.h"

#define LINKS 18
#define COOKIES_MAX 512
#define BODIES_MAX 256
#define COMMANDS_MAX 200000
#define EVENTS_MAX 1000000
#define LOOK 1024
#define SETTLE_NS 3000000000LL

enum kind { SCREEN, SENDER, STUCK, KINDS };
static const char *names[KINDS] = { "screen", "sender", "stuck" };

struct link {
    int fd, kind, have;
    size_t head_have, skip;
    long long seq, n;
    unsigned char head[10];
    char look[LOOK + 1];
};
struct command { long long due, answered, seq; int saved; };

static struct link *links[SOCKETS_MAX];
static struct link *senders[SOCKETS_MAX];
static int link_count, sender_count, screen_count, port, epoll;
static char *cookies[KINDS][COOKIES_MAX], *bodies[BODIES_MAX];
static int cookie_count[KINDS], used[KINDS], body_count;
static struct command commands[COMMANDS_MAX];
static long long last[EVENTS_MAX], base, highest, frames, bytes, gaps, restarts;
static int seen[EVENTS_MAX], given, answered, measuring;
static unsigned run;

static long long number_after(const char *text, const char *name) {
    const char *found = strstr(text, name);
    return found ? atoll(found + strlen(name)) : 0;
}

/* A screen has everything up to this event. */
static void reached(struct link *one, long long seq, long long at) {
    if (seq > highest) highest = seq;
    if (measuring && one->kind == SCREEN)
        for (long long event = one->seq + 1 > base ? one->seq + 1 : base; event <= seq; event++) {
            if (event - base >= EVENTS_MAX) break;
            if (at > last[event - base]) last[event - base] = at;
            seen[event - base]++;
        }
    if (seq > one->seq) one->seq = seq;
}

static void take_result(const char *text, long long at) {
    unsigned of = 0, place = 0;
    const char *id = strstr(text, "\"id\":\"");
    if (!id || sscanf(id + 6, "%8x-0000-7000-8000-0000%8x", &of, &place) != 2 || of != run || place >= (unsigned)given)
        return;
    struct command *one = &commands[place];
    if (one->answered) return;
    one->answered = at;
    one->saved = strstr(text, "\"outcome\":\"saved\"") != NULL;
    one->seq = number_after(text, "\"seq\":");
    answered++;
}

/* The beginning of a message, ended by a zero. */
static void take(struct link *one, const char *text, long long at) {
    if (!strncmp(text, "{\"type\":\"frame\"", 15)) {
        long long n = number_after(text, "\"n\":");
        if (one->n && n != one->n + 1) gaps++;
        one->n = n;
        frames += one->kind == SCREEN;
        reached(one, number_after(text, "\"seq\":"), at);
    } else if (!strncmp(text, "{\"type\":\"snapshot\"", 18)) {
        if (one->n) restarts++;
        one->n = number_after(text, "\"n\":");
        reached(one, number_after(text, "\"seq\":"), at);
    } else if (one->kind == SENDER && !strncmp(text, "{\"type\":\"result\"", 16)) {
        take_result(text, at);
    } else if (!strncmp(text, "{\"type\":\"bye\"", 13)) {
        fprintf(stderr, "sent away: %.200s\n", text);
        exit(1);
    }
}

/* Whoever does not answer pings is taken for gone. */
static void pong(struct link *one) {
    unsigned char frame[6 + 125] = { 0x8a, (unsigned char)(0x80 | one->have) };
    memcpy(frame + 6, one->look, (size_t)one->have);
    if (send(one->fd, frame, 6 + (size_t)one->have, MSG_NOSIGNAL) < 0) die("pong");
}

/* Cut what was read into messages; of each only the beginning is looked at. */
static void cut(struct link *one, const unsigned char *data, size_t size, long long at) {
    size_t wanted = one->kind == SENDER ? LOOK : 128;
    while (size > 0) {
        if (one->skip == 0) {
            one->head[one->head_have++] = *data++;
            size--;
            if (one->head_have < 2) continue;
            size_t length = one->head[1] & 0x7f, head = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (one->head_have < head) continue;
            if (head > 2) {
                length = 0;
                for (size_t place = 2; place < head; place++) length = length << 8 | one->head[place];
            }
            one->skip = length;
            one->head_have = 0;
            one->have = 0;
            continue;
        }
        size_t part = size < one->skip ? size : one->skip, room = wanted - (size_t)one->have;
        size_t kept = part < room ? part : room;
        memcpy(one->look + one->have, data, kept);
        one->have += (int)kept;
        data += part;
        size -= part;
        one->skip -= part;
        if (one->skip > 0) continue;
        one->look[one->have] = 0;
        if ((one->head[0] & 0x0f) == 1) take(one, one->look, at);
        else if ((one->head[0] & 0x0f) == 9) pong(one);
    }
}

static void read_link(struct link *one) {
    static unsigned char buffer[1 << 18];
    ssize_t got = recv(one->fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) {
        fprintf(stderr, "a %s lost its link\n", names[one->kind]);
        exit(1);
    }
    bytes += got;
    cut(one, buffer, (size_t)got, now());
}

/* Read for at most so long. The answer: whether a line waits on standard input. */
static int turn(int milliseconds) {
    struct epoll_event ready[64];
    int found = epoll_wait(epoll, ready, 64, milliseconds), asked = 0;
    for (int place = 0; place < found; place++)
        if (ready[place].data.ptr) read_link(ready[place].data.ptr);
        else asked = 1;
    return asked;
}

static void open_links(int kind, int count) {
    for (int place = 0; place < count; place++) {
        int cookie = used[kind]++ / LINKS;
        if (cookie >= cookie_count[kind] || link_count == SOCKETS_MAX) {
            fprintf(stderr, "not enough sessions\n");
            exit(1);
        }
        char headers[1024];
        snprintf(headers, sizeof headers, "Cookie: %s\r\nOrigin: http://127.0.0.1:%d\r\n", cookies[kind][cookie], port);
        struct link *one = calloc(1, sizeof *one);
        one->fd = open_websocket(port, "/live", headers);
        one->kind = kind;
        send_text(one->fd, "{\"type\":\"hello\",\"protocol\":1}");
        links[link_count++] = one;
        if (kind == STUCK) continue;
        if (kind == SENDER) senders[sender_count++] = one;
        screen_count += kind == SCREEN;
        struct epoll_event event = { .events = EPOLLIN, .data.ptr = one };
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, one->fd, &event) < 0) die("epoll_ctl");
        turn(0);
    }
    printf("open %d\n", link_count);
}

static void close_links(void) {
    for (int place = 0; place < link_count; place++) {
        close(links[place]->fd);
        free(links[place]);
    }
    link_count = sender_count = screen_count = 0;
    memset(used, 0, sizeof used);
    printf("open 0\n");
}

static void give(int place) {
    char text[1100];
    snprintf(text, sizeof text, "{\"type\":\"command\",\"id\":\"%08x-0000-7000-8000-0000%08x\",%s", run, (unsigned)place,
             bodies[place % body_count]);
    send_text(senders[place % sender_count]->fd, text);
}

static int settled(int offered) {
    if (given < offered || answered < offered) return 0;
    for (int place = offered - 1; place >= 0; place--)
        if (commands[place].seq) return seen[commands[place].seq - base] >= screen_count;
    return 1;
}

static void offer(double rate, long long milliseconds) {
    int offered = (int)(rate * (double)milliseconds / 1e3);
    if (offered > COMMANDS_MAX || !sender_count || !body_count) die("offer");
    memset(commands, 0, sizeof commands);
    memset(last, 0, sizeof last);
    memset(seen, 0, sizeof seen);
    run = (unsigned)now();
    base = highest + 1;
    frames = bytes = gaps = restarts = 0;
    given = answered = 0;
    measuring = 1;
    double before = processor();
    long long start = now() + 20000000LL, end = start + milliseconds * 1000000LL;
    while (!settled(offered) && now() < end + SETTLE_NS) {
        long long at = now();
        while (given < offered && start + (long long)(given * 1e9 / rate) <= at) {
            commands[given].due = start + (long long)(given * 1e9 / rate);
            give(given++);
        }
        turn(1);
    }
    measuring = 0;
    double spent = processor() - before, wall = (double)(now() - start) / 1e9;
    for (int place = 0; place < given; place++) {
        struct command *one = &commands[place];
        long long slot = one->seq - base;
        int known = one->seq && slot >= 0 && slot < EVENTS_MAX;
        printf("command %lld %lld %lld %lld %d %d\n", one->due, one->answered, one->seq, known ? last[slot] : 0,
               known ? seen[slot] : 0, one->saved);
    }
    printf("end %lld %lld %lld %lld %.6f %.6f\n", frames, bytes, gaps, restarts, spent, wall);
}

static int kind_of(const char *name) {
    for (int kind = 0; kind < KINDS; kind++)
        if (!strcmp(name, names[kind])) return kind;
    fprintf(stderr, "no such kind: %s\n", name);
    exit(1);
}

static void obey(const char *line) {
    char kind[16];
    double rate;
    long long count;
    int at = 0;
    if (sscanf(line, "cookie %15s %n", kind, &at) == 1 && at) {
        int of = kind_of(kind);
        if (cookie_count[of] == COOKIES_MAX) die("too many sessions");
        cookies[of][cookie_count[of]++] = strdup(line + at);
    } else if (!strncmp(line, "body ", 5)) {
        if (body_count == BODIES_MAX) die("too many bodies");
        bodies[body_count++] = strdup(line + 5);
    } else if (sscanf(line, "open %15s %lld", kind, &count) == 2) open_links(kind_of(kind), (int)count);
    else if (sscanf(line, "offer %lf %lld", &rate, &count) == 2) offer(rate, count);
    else if (!strcmp(line, "close")) close_links();
    else die(line);
    fflush(stdout);
}

int main(int count, char **words) {
    static char line[4096];
    size_t have = 0;
    if (count != 2) return 2;
    port = atoi(words[1]);
    many_files();
    epoll = epoll_create1(0);
    struct epoll_event input = { .events = EPOLLIN, .data.ptr = NULL };
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &input) < 0) die("epoll_ctl");
    while (1) {
        if (!turn(-1)) continue;
        ssize_t got = read(0, line + have, sizeof line - have - 1);
        if (got <= 0) return 0;
        have += (size_t)got;
        char *end;
        while ((end = memchr(line, '\n', have))) {
            *end = 0;
            obey(line);
            have -= (size_t)(end + 1 - line);
            memmove(line, end + 1, have);
        }
    }
}
