package Shop::Catalog;
use strict;
use warnings FATAL => 'all';
use JSON::PP;
use Time::Local;
use Encode;
use IO::Socket::INET;
use List::Util qw(reduce);
use Carp;

sub bugs {
    return (
        'catalog-json'     => sub { feed('{"items":[1,2,}') },
        'catalog-regex'    => sub { search('(*lamp') },
        'catalog-date'     => sub { launch(2026, 13, 45) },
        'catalog-file'     => sub { lines('/var/data/feeds/2026-03.csv') },
        'catalog-encoding' => sub { text("caf\xe9") },
        'catalog-eval'     => sub { rule('total * * 2') },
        'catalog-module'   => sub { plugin('Shop::Plugins::Amazon') },
        'catalog-code'     => sub { facet({}) },
        'catalog-pack'     => sub { header('x' x 2) },
        'catalog-sprintf'  => sub { label('lamp') },
        'catalog-croak'    => sub { price(-5) },
        'catalog-reduce'   => sub { best([1, 'x']) },
        'catalog-readonly' => sub { rename_all() },
        'payment-refused'  => sub { charge(9) },
        'payment-timeout'  => sub { slow() },
    );
}

sub feed { my $text = shift; return items($text) }
sub items { my $text = shift; return JSON::PP->new->decode($text)->{items} }
sub search { my $query = shift; return grep { $_ =~ pattern($query) } 'lamp' }
sub pattern { my $query = shift; return qr/$query/ }
sub launch { my ($year, $month, $day) = @_; return seconds($year, $month, $day) }
sub seconds { my ($year, $month, $day) = @_; return timegm(0, 0, 0, $day, $month - 1, $year) }
sub lines { my $path = shift; return open_file($path) }
sub open_file { my $path = shift; open my $file, '<', $path or die "Cannot open $path: $!"; return $file }
sub text { my $bytes = shift; return decoded($bytes) }
sub decoded { my $bytes = shift; return Encode::decode('UTF-8', $bytes, Encode::FB_CROAK) }
sub rule { my $source = shift; return evaluate($source) }
sub evaluate { my $source = shift; my $value = eval $source; die $@ if $@; return $value }
sub plugin { my $name = shift; return load($name) }
sub load { my $name = shift; (my $path = "$name.pm") =~ s{::}{/}g; require $path; return 1 }
sub facet { my $handlers = shift; return call_handler($handlers->{colour}) }
sub call_handler { my $code = shift; return &$code('red') }
sub header { my $data = shift; return version($data) }
sub version { my $data = shift; my ($number) = unpack 'N', $data; return $number + 1 }
sub label { my $name = shift; return caption('%d pieces of %s', $name) }
sub caption { my ($format, @values) = @_; return sprintf $format, @values }
sub price { my $cents = shift; return checked($cents) }
sub checked { my $cents = shift; croak "Negative price: $cents" if $cents < 0; return $cents }
sub best { my $values = shift; return reduce { larger($a, $b) } @$values }
sub larger { my ($x, $y) = @_; return $x > $y ? $x : $y }
sub rename_all { return upper($_) for 'lamp' }
sub upper { $_[0] = uc $_[0]; return $_[0] }
sub charge { my $port = shift; return connection('127.0.0.1', $port) }
sub connection { my ($host, $port) = @_; return IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port) || die "Connection to $host:$port failed: $!" }
sub slow { local $SIG{ALRM} = sub { die "No answer within 1 s\n" }; alarm 1; return wait_for_answer() }
sub wait_for_answer { select undef, undef, undef, 3; return 1 }

1;
