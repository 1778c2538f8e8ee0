"""The functions of circomlib's circuits from their definitions, in plain Python: nothing here is taken from a circuit.

Baby Jubjub: ERC-2494. Poseidon: Grassi, Khovratovich, Rechberger, Roy, Schofnegger, "Poseidon" (2021), with the parameters
of its appendix F (Grain LFSR, Cauchy matrix). MiMC-7 and the MiMC-Feistel sponge: Albrecht et al., "MiMC" (2016), with the
round constants that circomlibjs derives from a seed with Keccak-256. BLAKE-256: Aumasson et al. (2010). Pedersen hash:
https://iden3-docs.readthedocs.io, "4-bit window Pedersen hash on the Baby Jubjub elliptic curve". secp256k1: SEC 2.
"""
import functools

P = 21888242871839275222246405745257275088548364400416034343698204186575808495617
ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041
A, D = 168700, 168696
B8 = (
    5299619240641551281634865583518297030282874472190772894086521144482721001553,
    16950150798460657717958625567821834550301663161624707787222815936182638968203,
)


def bits(value, count):
    return [(value >> i) & 1 for i in range(count)]


# Baby Jubjub.


def add(p, q):
    t = D * p[0] * q[0] * p[1] * q[1]
    x = (p[0] * q[1] + p[1] * q[0]) * pow(1 + t, -1, P) % P
    return x, (p[1] * q[1] - A * p[0] * q[0]) * pow(1 - t, -1, P) % P


def mul(scalar, p):
    result = (0, 1)
    while scalar:
        if scalar & 1:
            result = add(result, p)
        p = add(p, p)
        scalar >>= 1
    return result


def is_on_curve(p):
    x2, y2 = p[0] * p[0] % P, p[1] * p[1] % P
    return (A * x2 + y2 - 1 - D * x2 * y2) % P == 0


def sqrt(n):
    """The smaller square root, or None (Tonelli, Shanks)."""
    n %= P
    if n == 0:
        return 0
    if pow(n, (P - 1) // 2, P) != 1:
        return None
    odd, power = P - 1, 0
    while odd % 2 == 0:
        odd, power = odd // 2, power + 1
    c, t, r, m = pow(5, odd, P), pow(n, odd, P), pow(n, (odd + 1) // 2, P), power
    while t != 1:
        i, square = 0, t
        while square != 1:
            square, i = square * square % P, i + 1
        b = pow(c, 1 << (m - i - 1), P)
        m, c = i, b * b % P
        t, r = t * c % P, r * b % P
    return min(r, P - r)


def unpack(data):
    """The point of 32 bytes: y, and in the highest bit the sign of x."""
    y = int.from_bytes(data, "little") & ((1 << 255) - 1)
    if y >= P:
        return None
    x = sqrt((1 - y * y) * pow(A - D * y * y, -1, P))
    if x is None:
        return None
    return (P - x) % P if data[31] & 0x80 else x, y


def pack(p):
    """The number of 256 bits: y, and in the highest bit whether x is above (p - 1) / 2."""
    return p[1] | (1 << 255 if p[0] > (P - 1) // 2 else 0)


def to_montgomery(p):
    u = (1 + p[1]) * pow(1 - p[1], -1, P) % P
    return u, u * pow(p[0], -1, P) % P


# BLAKE-256 and Keccak-256.

PI = [
    0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0, 0x082EFA98, 0xEC4E6C89,
    0x452821E6, 0x38D01377, 0xBE5466CF, 0x34E90C6C, 0xC0AC29B7, 0xC97C50DD, 0x3F84D5B5, 0xB5470917,
]
IV = [
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
]
SIGMA = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
]
COLUMNS = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)]
DIAGONALS = [(0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
MASK = 0xFFFFFFFF


def blake256(message):
    def rotate(x, n):
        return (x >> n | x << (32 - n)) & MASK

    length = len(message)
    padded = message + b"\x80"
    while len(padded) % 64 != 55:
        padded += b"\0"
    padded += b"\x01" if len(padded) % 64 == 55 and length % 64 != 55 else b""
    if length % 64 == 55:
        padded = message + b"\x81"
    padded += (8 * length).to_bytes(8, "big")
    h = list(IV)
    for start in range(0, len(padded), 64):
        m = [int.from_bytes(padded[start + 4 * i : start + 4 * i + 4], "big") for i in range(16)]
        counter = 8 * min(length, start + 64) if start < length else 0
        v = h + PI[:4] + [PI[4] ^ counter & MASK, PI[5] ^ counter & MASK, PI[6], PI[7]]
        for round_ in range(14):
            s = SIGMA[round_ % 10]
            for i, (a, b, c, d) in enumerate(COLUMNS + DIAGONALS):
                v[a] = (v[a] + v[b] + (m[s[2 * i]] ^ PI[s[2 * i + 1]])) & MASK
                v[d] = rotate(v[d] ^ v[a], 16)
                v[c] = (v[c] + v[d]) & MASK
                v[b] = rotate(v[b] ^ v[c], 12)
                v[a] = (v[a] + v[b] + (m[s[2 * i + 1]] ^ PI[s[2 * i]])) & MASK
                v[d] = rotate(v[d] ^ v[a], 8)
                v[c] = (v[c] + v[d]) & MASK
                v[b] = rotate(v[b] ^ v[c], 7)
        h = [h[i] ^ v[i] ^ v[i + 8] for i in range(8)]
    return b"".join(x.to_bytes(4, "big") for x in h)


def keccak256(message):
    def rotate(x, n):
        return (x << n | x >> (64 - n)) & ((1 << 64) - 1) if n else x

    def permute(lanes):
        lfsr = 1
        for _ in range(24):
            c = [lanes[x][0] ^ lanes[x][1] ^ lanes[x][2] ^ lanes[x][3] ^ lanes[x][4] for x in range(5)]
            d = [c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1) for x in range(5)]
            lanes = [[lanes[x][y] ^ d[x] for y in range(5)] for x in range(5)]
            x, y, current = 1, 0, lanes[1][0]
            for t in range(24):
                x, y = y, (2 * x + 3 * y) % 5
                current, lanes[x][y] = lanes[x][y], rotate(current, (t + 1) * (t + 2) // 2 % 64)
            for y in range(5):
                row = [lanes[x][y] for x in range(5)]
                for x in range(5):
                    lanes[x][y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5])
            for j in range(7):
                lfsr = (lfsr << 1 ^ (lfsr >> 7) * 0x71) % 256
                if lfsr & 2:
                    lanes[0][0] ^= 1 << ((1 << j) - 1)
        return lanes

    padded = bytearray(message + b"\x01" + b"\0" * (-(len(message) + 1) % 136))
    padded[-1] |= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), 136):
        for i in range(17):
            lanes[i % 5][i // 5] ^= int.from_bytes(padded[start + 8 * i : start + 8 * i + 8], "little")
        lanes = permute(lanes)
    return b"".join(lanes[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


# Hashes over the field.


@functools.cache
def pedersen_base(index):
    attempt = 0
    while True:
        point = bytearray(blake256(f"PedersenGenerator_{index:032d}_{attempt:032d}".encode()))
        point[31] &= 0xBF
        found = unpack(point)
        if found is not None:
            return mul(8, found)
        attempt += 1


def pedersen(message):
    """Of bits: segments of 50 windows of 4 bits, each window a signed digit of 3 bits and a sign."""
    total = (0, 1)
    for segment in range(0, len(message), 200):
        part = message[segment : segment + 200]
        scalar = 0
        for window in range(0, len(part), 4):
            digit = (part[window : window + 4] + [0] * 4)[:4]
            value = 1 + digit[0] + 2 * digit[1] + 4 * digit[2]
            scalar += (-value if digit[3] else value) << (5 * (window // 4))
        total = add(total, mul(scalar % ORDER, pedersen_base(segment // 200)))
    return total


@functools.cache
def keccak_chain(seed, count):
    value, result = keccak256(seed.encode()), [0]
    for _ in range(count - 1):
        value = keccak256(value)
        result.append(int.from_bytes(value, "big") % P)
    return result


def mimc7(x, key, rounds=91):
    value = x
    for constant in keccak_chain("mimc", rounds):
        value = pow((value + key + constant) % P, 7, P) if constant else pow((x + key) % P, 7, P)
    return (value + key) % P


def multi_mimc7(values, key):
    result = key
    for value in values:
        result = (result + value + mimc7(value, result)) % P
    return result


def mimc_feistel(left, right, key, rounds=220):
    constants = keccak_chain("mimcsponge", rounds)
    for i in range(rounds):
        constant = 0 if i == rounds - 1 else constants[i]
        power = pow((key + left + constant) % P, 5, P)
        if i < rounds - 1:
            left, right = (right + power) % P, left
        else:
            right = (right + power) % P
    return left, right


def mimc_sponge(values, key, count):
    left = right = 0
    for value in values:
        left, right = mimc_feistel((left + value) % P, right, key)
    result = [left]
    while len(result) < count:
        left, right = mimc_feistel(left, right, key)
        result.append(left)
    return result


PARTIAL_ROUNDS = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68]


@functools.cache
def poseidon_parameters(t):
    partial = PARTIAL_ROUNDS[t - 2]
    state = []
    for value, width in ((1, 2), (0, 4), (254, 12), (t, 12), (8, 10), (partial, 10), ((1 << 30) - 1, 30)):
        state += reversed(bits(value, width))

    def clock():
        bit = state[62] ^ state[51] ^ state[38] ^ state[23] ^ state[13] ^ state[0]
        state.pop(0)
        state.append(bit)
        return bit

    for _ in range(160):
        clock()

    def number():
        result = 0
        for _ in range(254):
            while clock() == 0:
                clock()
            result = 2 * result + clock()
        return result

    constants = []
    while len(constants) < t * (8 + partial):
        value = number()
        if value < P:
            constants.append(value)
    while True:
        points = [number() % P for _ in range(2 * t)]
        if len(set(points)) == 2 * t:
            break
    matrix = [[pow(x + y, -1, P) for y in points[t:]] for x in points[:t]]
    return constants, matrix


def poseidon_permutation(state):
    t = len(state)
    constants, matrix = poseidon_parameters(t)
    partial = PARTIAL_ROUNDS[t - 2]
    for i in range(8 + partial):
        state = [(value + constants[t * i + j]) % P for j, value in enumerate(state)]
        if i < 4 or i >= 4 + partial:
            state = [pow(value, 5, P) for value in state]
        else:
            state[0] = pow(state[0], 5, P)
        state = [sum(a * b for a, b in zip(row, state)) % P for row in matrix]
    return state


def poseidon(values):
    return poseidon_permutation([0] + list(values))[0]


# secp256k1, for the circuits of circom-ecdsa.

SECP_P = 2**256 - 2**32 - 977
SECP_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
SECP_BASE = (
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
)


def secp_add(p, q):
    """The sum of two points; None is the point at infinity."""
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0]:
        if (p[1] + q[1]) % SECP_P == 0:
            return None
        slope = 3 * p[0] * p[0] * pow(2 * p[1], -1, SECP_P)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, SECP_P)
    x = (slope * slope - p[0] - q[0]) % SECP_P
    return x, (slope * (p[0] - x) - p[1]) % SECP_P


def secp_mul(scalar, p):
    result = None
    while scalar:
        if scalar & 1:
            result = secp_add(result, p)
        p = secp_add(p, p)
        scalar >>= 1
    return result
