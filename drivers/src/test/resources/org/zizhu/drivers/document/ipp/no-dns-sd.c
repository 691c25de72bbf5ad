/*
 * Lets ippeveprinter run where no Avahi daemon does: its calls to DNS-SD succeed and do nothing. Sockets are bound to
 * loopback, since it would listen on all addresses. Needs no header, hence only the compiler itself.
 */
extern void *dlsym(void *handle, const char *symbol);

static int something;

void *avahi_client_new(const void *poll, int flags, void *callback, void *data, int *error) { return &something; }
const char *avahi_client_get_host_name_fqdn(void *client) { return "localhost"; }
void *avahi_entry_group_new(void *client, void *callback, void *data) { return &something; }
int avahi_entry_group_add_service_strlst(void) { return 0; }
int avahi_entry_group_add_service_subtype(void) { return 0; }
int avahi_entry_group_commit(void *group) { return 0; }
int avahi_entry_group_free(void *group) { return 0; }

/* struct sockaddr_in and sockaddr_in6 of Linux: family in the first two bytes, address at 4 and 8. */
int bind(int socket, unsigned char *address, unsigned length) {
    int family = address[0] | address[1] << 8;
    int at = family == 2 ? 4 : 8;
    int size = family == 2 ? 4 : family == 10 ? 16 : 0;
    for (int i = 0; i < size; i++) {
        address[at + i] = 0;
    }
    if (size > 0) {
        address[at + size - 1] = 1;
    }
    if (family == 2) {
        address[at] = 127;
    }
    int (*real)(int, void *, unsigned) = (int (*)(int, void *, unsigned)) dlsym((void *) -1L, "bind");
    return real(socket, address, length);
}
