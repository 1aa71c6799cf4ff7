package Shop::OutOfStock;
sub new { my ($class, %facts) = @_; return bless {%facts}, $class }
sub message { my $self = shift; return "Only $self->{left} of $self->{sku} left" }

package Shop::Orders;
use strict;
use warnings FATAL => 'all';
no warnings 'recursion';

sub new { my ($class, %facts) = @_; return bless {%facts}, $class }

sub bugs {
    my $order = Shop::Orders->new(number => 4711, lines => [{ count => 2 }]);
    return (
        'order-undefined-price' => sub { $order->total },
        'order-no-method'       => sub { $order->pay_by('crypto') },
        'order-undef-object'    => sub { $order->owner },
        'order-strict-refs'     => sub { $order->field('lines') },
        'order-state'           => sub { $order->ship },
        'order-stock'           => sub { $order->reserve(500) },
        'order-division'        => sub { $order->average(0) },
        'order-array'           => sub { $order->tags },
        'order-numeric'         => sub { $order->quantity('2 pieces') },
        'order-deep'            => sub { $order->bundle(7) },
    );
}

sub total { my $self = shift; my $sum = 0; $sum += $self->amount($_) for @{ $self->{lines} }; return $sum }
sub amount { my ($self, $line) = @_; return $line->{cents} * $line->{count} }
sub pay_by { my ($self, $way) = @_; my $method = "pay_by_$way"; return $self->dispatch($method) }
sub dispatch { my ($self, $method) = @_; return $self->$method(12) }
sub owner { my $self = shift; return $self->name_of($self->{owner}) }
sub name_of { my ($self, $owner) = @_; return $owner->name }
sub field { my ($self, $name) = @_; return $self->deref($name) }
sub deref { my ($self, $name) = @_; return @{$name} }
sub ship { my $self = shift; return ensure(0, "Order $self->{number} is new, cannot be shipped") }
sub ensure { my ($condition, $message) = @_; die "$message\n" unless $condition; return 1 }
sub reserve { my ($self, $count) = @_; return $self->take('A-1', $count) }
sub take { my ($self, $sku, $count) = @_; die Shop::OutOfStock->new(sku => $sku, left => 3) if $count > 3; return 1 }
sub average { my ($self, $count) = @_; return mean(12, $count) }
sub mean { my ($sum, $count) = @_; return $sum / $count }
sub tags { my $self = shift; return $self->first_tag({ gift => 1 }) }
sub first_tag { my ($self, $tags) = @_; return $tags->[0] }
sub quantity { my ($self, $text) = @_; return $self->whole($text) }
sub whole { my ($self, $text) = @_; return 0 + $text }
sub bundle { my ($self, $depth) = @_; die "Bundle of order $self->{number} is too deep" if !$depth; return $self->bundle($depth - 1) }

1;
