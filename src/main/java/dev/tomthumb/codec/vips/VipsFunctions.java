package dev.tomthumb.codec.vips;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libvips and GLib that are called, by their own names and arguments; since libvips 8.13. Texts go in as
 * bytes with a 0 behind them, addresses come out in an array of one {@code long}: for a {@code String} or a {@code
 * PointerByReference} JNA would allocate memory that its cleaner thread has to watch.
 *
 * <p>Optional arguments are pairs of name and value; JNA adds the null that ends them.
 */
interface VipsFunctions extends Library {
    int vips_init(byte[] program);

    int vips_version(int part);

    void vips_concurrency_set(int threads);

    void vips_cache_set_max(int operations);

    void vips_operation_block_set(byte[] name, int blocked);

    Pointer vips_error_buffer_copy();

    @Nullable
    Pointer vips_image_new_from_memory(Pointer samples, long bytes, int width, int height, int bands, int format);

    @Nullable
    Pointer vips_image_write_to_memory(Pointer image, long[] bytes);

    int vips_image_get_width(Pointer image);

    int vips_image_get_height(Pointer image);

    int vips_image_get_bands(Pointer image);

    int vips_image_get_format(Pointer image);

    long vips_image_get_typeof(Pointer image, byte[] name);

    int vips_image_get_blob(Pointer image, byte[] name, long[] data, long[] bytes);

    void vips_image_set_blob_copy(Pointer image, byte[] name, byte[] data, long bytes);

    int vips_copy(Pointer image, long[] out, Object... options);

    int vips_heifload_buffer(Pointer file, long bytes, long[] out, Object... options);

    int vips_jxlload_buffer(Pointer file, long bytes, long[] out, Object... options);

    int vips_heifsave_buffer(Pointer image, long[] file, long[] bytes, Object... options);

    int vips_jxlsave_buffer(Pointer image, long[] file, long[] bytes, Object... options);

    int g_setenv(byte[] name, byte[] value, int overwrite);

    void g_object_unref(Pointer object);

    void g_free(Pointer memory);
}
