/*
 * The client of bench:tcp. Arguments: port, connections, bytes of a line, 1 for a new connection per
 * line, seconds. Prints lines there and back per second, after a warm-up of half that time.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 256, LARGEST = 1 << 20 };

static int port, size, isShort;
static long counts[MOST];

static int dial(void) {
  struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, (void *)&address, sizeof address) != 0) {
    perror("connect");
    exit(1);
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

static void goThereAndBack(int fd, const char *line, char *answer) {
  int sent = 0, received = 0;
  while (sent < size) {
    ssize_t count = write(fd, line + sent, size - sent);
    if (count <= 0) exit(1);
    sent += count;
  }
  while (received < size) {
    ssize_t count = read(fd, answer, LARGEST);
    if (count <= 0) {
      fputs("no answer\n", stderr);
      exit(1);
    }
    received += count;
  }
}

static void *load(void *number) {
  long *count = number;
  char *line = malloc(size), *answer = malloc(LARGEST);
  int fd = isShort ? -1 : dial();
  memset(line, 'x', size);
  line[size - 1] = '\n';
  for (;;) {
    if (isShort) fd = dial();
    goThereAndBack(fd, line, answer);
    if (isShort) close(fd);
    ++*count;
  }
  return NULL;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static long sum(int connections) {
  long total = 0;
  for (int i = 0; i < connections; i++) total += __atomic_load_n(&counts[i], __ATOMIC_RELAXED);
  return total;
}

int main(int count, char **words) {
  if (count != 6) return 2;
  int connections = atoi(words[2]);
  double seconds = atof(words[5]);
  port = atoi(words[1]), size = atoi(words[3]), isShort = atoi(words[4]);
  if (connections > MOST || size > LARGEST || size < 1) return 2;
  for (int i = 0; i < connections; i++) {
    pthread_t thread;
    pthread_create(&thread, NULL, load, &counts[i]);
  }
  usleep(seconds * 0.5e6);
  double began = now();
  long before = sum(connections);
  usleep(seconds * 1e6);
  printf("%.0f\n", (sum(connections) - before) / (now() - began));
  fflush(stdout);
  _exit(0);
}
