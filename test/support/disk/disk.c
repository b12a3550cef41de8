/*
 * Remembers, beside the files of one folder, what each write overwrote, until the file is synced. Put before libc with
 * LD_PRELOAD, in the database and in the server. After a power cut `undo.ts` puts it back: what was never synced is gone.
 *
 * DISK_ROOT: the folder that is watched. DISK_JOURNAL: where the journals go, one a file, named by its inode.
 * A record: offset, length, size of the file before, then the bytes that stood there.
 *
 * DISK_FULL: while a file of that name exists, nothing under the root grows and nothing is made: no space left on device.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct record { uint64_t offset, length, size; };

static const char *root(void) { static const char *is; return is ? is : (is = getenv("DISK_ROOT") ? getenv("DISK_ROOT") : ""); }
static const char *journals(void) { static const char *is; return is ? is : (is = getenv("DISK_JOURNAL") ? getenv("DISK_JOURNAL") : ""); }

/* A file under the root that has a name: what is unlinked already is gone after a power cut anyway. */
static int is_watched(int fd, struct stat *at) {
  char link[64], path[PATH_MAX];
  if (!*root() || !*journals() || fstat(fd, at) || !S_ISREG(at->st_mode) || at->st_nlink == 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  size_t prefix = strlen(root());
  return length > (ssize_t)prefix && !strncmp(path, root(), prefix) && path[prefix] == '/';
}

static void journal_of(char *name, ino_t inode) { snprintf(name, PATH_MAX, "%s/%llu", journals(), (unsigned long long)inode); }

/* Locked, and surely the one that has the name: a sync may have moved the one that was opened aside. */
static int open_journal(ino_t inode) {
  char name[PATH_MAX];
  struct stat opened, named;
  journal_of(name, inode);
  for (;;) {
    int fd = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return -1;
    flock(fd, LOCK_SH);
    if (!fstat(fd, &opened) && !stat(name, &named) && opened.st_ino == named.st_ino) return fd;
    syscall(SYS_close, fd);
  }
}

static void remember(int fd, const struct stat *at, uint64_t offset, uint64_t length) {
  struct record head = { offset, 0, at->st_size };
  char link[64];
  char *before = NULL;
  if (offset < (uint64_t)at->st_size) {
    uint64_t there = at->st_size - offset;
    before = malloc(there < length ? there : length);
    /* Its own descriptor may be for writing only. */
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    int reading = syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0);
    ssize_t read_now = before && reading >= 0 ? syscall(SYS_pread64, reading, before, there < length ? there : length, offset) : 0;
    head.length = read_now > 0 ? read_now : 0;
    if (reading >= 0) syscall(SYS_close, reading);
  }
  int journal = open_journal(at->st_ino);
  struct iovec parts[] = { { &head, sizeof head }, { before, head.length } };
  if (journal >= 0) { syscall(SYS_writev, journal, parts, 2); syscall(SYS_close, journal); }
  free(before);
}

static int is_full(void) {
  const char *file = getenv("DISK_FULL");
  struct stat at;
  int error = errno, full = file && *file && !stat(file, &at);
  errno = full ? ENOSPC : error;
  return full;
}

/* Whether there is room for it. */
static int before_write(int fd, off_t offset, size_t length) {
  struct stat at;
  int error = errno;
  if (is_watched(fd, &at)) {
    int flags = fcntl(fd, F_GETFL);
    if (offset < 0) offset = flags & O_APPEND ? at.st_size : lseek(fd, 0, SEEK_CUR);
    if (offset + (off_t)length > at.st_size && is_full()) return 0;
    if (!(flags & O_DSYNC)) remember(fd, &at, offset, length);
  }
  errno = error;
  return 1;
}

static int before_size(int fd, off_t size) {
  struct stat at;
  int error = errno;
  if (is_watched(fd, &at)) {
    if (size > at.st_size && is_full()) return 0;
    remember(fd, &at, size, at.st_size > size ? at.st_size - size : 0);
  }
  errno = error;
  return 1;
}

static size_t length_of(const struct iovec *parts, int count) {
  size_t length = 0;
  for (int part = 0; part < count; part++) length += parts[part].iov_len;
  return length;
}

#define ROOM(asked) if (!(asked)) return -1;
ssize_t write(int fd, const void *bytes, size_t length) { ROOM(before_write(fd, -1, length)) return syscall(SYS_write, fd, bytes, length); }
ssize_t writev(int fd, const struct iovec *parts, int count) { ROOM(before_write(fd, -1, length_of(parts, count))) return syscall(SYS_writev, fd, parts, count); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { ROOM(before_write(fd, offset, length)) return syscall(SYS_pwrite64, fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) { return pwrite(fd, bytes, length, offset); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { ROOM(before_write(fd, offset, length_of(parts, count))) return syscall(SYS_pwritev, fd, parts, count, offset, 0); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset) { return pwritev(fd, parts, count, offset); }
int ftruncate(int fd, off_t size) { ROOM(before_size(fd, size)) return syscall(SYS_ftruncate, fd, size); }
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }
int fallocate(int fd, int mode, off_t offset, off_t length) { ROOM(before_size(fd, offset + length)) return syscall(SYS_fallocate, fd, mode, offset, length); }
/* Says what is wrong itself, and leaves errno alone. */
int posix_fallocate(int fd, off_t offset, off_t length) {
  int error = errno, failed = !before_size(fd, offset + length) || syscall(SYS_fallocate, fd, 0, offset, length) ? errno : 0;
  errno = error;
  return failed;
}
int posix_fallocate64(int fd, off_t offset, off_t length) { return posix_fallocate(fd, offset, length); }

/* What was written before a sync began is safe once it has ended; what is written meanwhile gets a journal of its own. */
static int synced(int fd, long call) {
  struct stat at;
  char name[PATH_MAX], aside[PATH_MAX + 64];
  int error = errno, moved = 0;
  if (is_watched(fd, &at)) {
    journal_of(name, at.st_ino);
    int journal = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CLOEXEC, 0);
    if (journal >= 0) {
      static unsigned count;
      flock(journal, LOCK_EX);
      snprintf(aside, sizeof aside, "%s.%ld.%u", name, (long)getpid(), count++);
      moved = !syscall(SYS_renameat, AT_FDCWD, name, AT_FDCWD, aside);
      syscall(SYS_close, journal);
    }
  }
  errno = error;
  int failed = syscall(call, fd);
  if (moved && !failed) { error = errno; syscall(SYS_unlinkat, AT_FDCWD, aside, 0); errno = error; }
  return failed;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

/* A name that goes takes its file's journal along: the next file may get the same inode. */
static void forget(const char *path) {
  struct stat at;
  char name[PATH_MAX];
  int error = errno;
  if (*journals() && !lstat(path, &at) && S_ISREG(at.st_mode) && at.st_nlink == 1) { journal_of(name, at.st_ino); syscall(SYS_unlinkat, AT_FDCWD, name, 0); }
  errno = error;
}
int unlink(const char *path) { forget(path); return syscall(SYS_unlinkat, AT_FDCWD, path, 0); }
int rename(const char *from, const char *to) { forget(to); return syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to); }

/* PostgreSQL's own folder is its working folder; a new file's absolute name says where it is to stand. */
static int is_new_here(int folder, const char *path) {
  size_t prefix = strlen(root());
  if (!*root() || (*path == '/' && strncmp(path, root(), prefix))) return 0;
  return syscall(SYS_faccessat, folder, path, F_OK) != 0;
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
  int error_before = errno;
  if (flags & O_CREAT && is_new_here(folder, path) && is_full()) return -1;
  errno = error_before;
  /* Emptied on opening: opened first, emptied then, so that it is remembered. */
  int fd = syscall(SYS_openat, folder, path, flags & ~O_TRUNC, mode);
  if (fd >= 0 && flags & O_TRUNC && ftruncate(fd, 0) && errno != EINVAL) { int error = errno; syscall(SYS_close, fd); errno = error; return -1; }
  return fd;
}
#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
